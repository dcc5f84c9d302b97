package io.opportunities.search;

import io.opportunities.search.page.PageQuery;
import jakarta.persistence.EntityManager;

/**
 * The words of a search. Each is a prefix of a word of the record or, for an opportunity, of its contacts.
 */
record FullTextQuery(RecordType recordType, String text) implements IndexLookup {

    @Override
    public Found find(EntityManager database, PageQuery page, Conditions where) {
        Object[] found = (Object[]) database
                .createNativeQuery("""
                        select ids, is_all, cast(words as text) from find_by_words(:type, :q, cast(:past as bigint), :descending)""",
                        Object[].class)
                .setParameter("type", recordType.wireName()).setParameter("q", text)
                .setParameter("past", page.position()).setParameter("descending", page.isDescending())
                .getSingleResult();
        String queries = (String) found[2];
        return new Found((Long[]) found[0], (Boolean) found[1], inOrder(where.copy(), queries), counted(where.copy(), queries));
    }

    /** Adds the condition on each record of a list in turn. */
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
