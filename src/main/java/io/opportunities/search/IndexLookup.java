package io.opportunities.search;

import io.opportunities.search.page.PageQuery;
import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;

/** A look-up in the index of documents, before the records of a page are read. */
public interface IndexLookup {

    /**
     * @param where all other conditions of the list
     * @return the matching records, or how to find them
     */
    Found find(EntityManager database, PageQuery page, Conditions where);

    /**
     * The records that match.
     *
     * @param ids null if they are too many
     * @param isAll whether the ids are complete; otherwise they cover only the next part of the list
     * @param inOrder the conditions for a walk through the list
     * @param counted the conditions for a total
     */
    record Found(Long @Nullable [] ids, boolean isAll, Conditions inOrder, Conditions counted) {}
}
