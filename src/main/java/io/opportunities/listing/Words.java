package io.opportunities.listing;

/** The condition that a record has all words of a text, each as the beginning of one of its own. */
public final class Words {

    private Words() {}

    /** @param recordType as the schema has it: {@code opportunity}, {@code account} or {@code contact} */
    public static String of(String recordType) {
        return """
                r.id in (select w.recordId from RecordWords w where w.recordType = '%s' and has_words(w.document, :value))"""
                .formatted(recordType);
    }
}
