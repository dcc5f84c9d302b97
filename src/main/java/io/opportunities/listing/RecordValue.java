package io.opportunities.listing;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A value that the schema keeps of a record for searching: of a custom property, or of a list. */
@Entity
@Immutable
@IdClass(RecordValue.Key.class)
@Table(name = "searched_value")
class RecordValue {

    @Id
    private String recordType;

    @Id
    private long recordId;

    @Id
    private String keyName;

    @Id
    private int ordinal;

    private @Nullable String text;
    private @Nullable BigDecimal number;

    @SuppressWarnings("NullAway.Init")
    protected RecordValue() {}

    /** The record, and which of its values. */
    record Key(String recordType, long recordId, String keyName, int ordinal) {}
}
