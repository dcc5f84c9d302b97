package io.opportunities.search;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A value of a record in the search index: of a custom property, or of a list. */
@Entity
@Immutable
@IdClass(SearchValue.Key.class)
@Table(name = "searched_value")
class SearchValue {

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
    protected SearchValue() {}

    /** The record and the place of the value. */
    record Key(String recordType, long recordId, String keyName, int ordinal) {}
}
