package io.opportunities.listing;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.math.BigDecimal;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

/** A value that the schema keeps of a record for searching: of a custom property, or of a list. */
@Entity
@Immutable
@IdClass(RecordValue.Key.class)
class RecordValue {

    @Id
    private String recordType;

    @Id
    private long recordId;

    @Id
    private String keyName;

    @Id
    private int ordinal;

    @TenantId
    private @Nullable Long companyId;

    private @Nullable String text;
    private @Nullable BigDecimal number;

    @SuppressWarnings("NullAway.Init")
    protected RecordValue() {}

    /** The record, and which of its values. */
    record Key(String recordType, long recordId, String keyName, int ordinal) {}
}
