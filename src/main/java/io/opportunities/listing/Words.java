package io.opportunities.listing;

/**
 * The words of a search, each of which begins one of a record's own.
 *
 * @param recordType as the schema has it: {@code opportunity}, {@code account} or {@code contact}
 */
record Words(String recordType, String text) {

    /** With the text as {@code :value}, of records in the order of their ids: it holds for so many that a page of them is soon full. */
    String inOrder() {
        return among("has_words(w.document, :value)");
    }

    /**
     * With the text as {@code :value}, of the few records that are found by the words that tell most.
     *
     * @param telling how these are called in the condition
     */
    String ofFew(String telling) {
        return among("found_by(w.document, " + telling + ") and holds(w.document, :value)");
    }

    private String among(String documents) {
        return "r.id in (select w.recordId from RecordWords w where w.recordType = '%s' and %s)".formatted(recordType, documents);
    }
}
