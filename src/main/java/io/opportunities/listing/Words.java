package io.opportunities.listing;

/**
 * The words of a search, each of which begins one of a record's own.
 *
 * @param recordType as the schema has it: {@code opportunity}, {@code account} or {@code contact}
 */
record Words(String recordType, String text) {

    /** With the text as {@code :value}. */
    String condition() {
        return """
                r.id in (select w.recordId from RecordWords w where w.recordType = '%s' and has_words(w.document, :value))"""
                .formatted(recordType);
    }
}
