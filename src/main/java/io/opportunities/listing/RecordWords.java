package io.opportunities.listing;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/** The words that the schema keeps of a record for full-text search: in queries alone, never loaded. */
@Entity
@Immutable
@IdClass(RecordWords.Key.class)
@Table(name = "searched_words")
class RecordWords {

    @Id
    private String recordType;

    @Id
    private long recordId;

    @Column(columnDefinition = "tsvector")
    private String document;

    @SuppressWarnings("NullAway.Init")
    protected RecordWords() {}

    /** The record. */
    record Key(String recordType, long recordId) {}
}
