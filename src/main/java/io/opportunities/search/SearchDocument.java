package io.opportunities.search;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/** The words of a record in the index for full-text search. It appears in queries only and is never loaded. */
@Entity
@Immutable
@IdClass(SearchDocument.Key.class)
@Table(name = "searched_words")
class SearchDocument {

    @Id
    private String recordType;

    @Id
    private long recordId;

    @Column(columnDefinition = "tsvector")
    private String document;

    @SuppressWarnings("NullAway.Init")
    protected SearchDocument() {}

    /** The id of the record. */
    record Key(String recordType, long recordId) {}
}
