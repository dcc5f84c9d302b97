package io.opportunities.search;

/**
 * The words of a search. Each is a prefix of a word of the record or, for an opportunity, of its contacts.
 */
record FullTextQuery(RecordType recordType, String text) {

    /**
     * Adds the condition on each record of a list in turn.
     *
     * @param queries the words in the form that the schema looks up
     */
    Conditions inOrder(Conditions where, String queries) {
        return isOfContactsToo() ? where.and("with_words(r.id, r.primaryContactId, :value)", queries) : ownWords(where);
    }

    /** Adds the same condition on all records at once. */
    Conditions counted(Conditions where, String queries) {
        return isOfContactsToo() ? where.and("counted_with_words(r.id, :value)", queries) : ownWords(where);
    }

    private boolean isOfContactsToo() {
        return recordType == RecordType.OPPORTUNITY;
    }

    private Conditions ownWords(Conditions where) {
        return where.and("r.id in (select w.recordId from SearchDocument w where w.recordType = '%s' and has_words(w.document, :value))"
                .formatted(recordType.wireName()), text);
    }
}
