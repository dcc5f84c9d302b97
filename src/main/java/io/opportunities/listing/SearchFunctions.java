package io.opportunities.listing;

import org.hibernate.boot.model.FunctionContributions;
import org.hibernate.boot.model.FunctionContributor;
import org.hibernate.type.BasicType;
import org.hibernate.type.StandardBasicTypes;

/**
 * What JPQL here can say beyond the standard, each as the indexes have it: {@code folded} and {@code head} of a text, whether a document
 * {@code has_words}, or is {@code found_by} what {@code telling_words} told; and whether it {@code holds} words, which no index is asked.
 */
public final class SearchFunctions implements FunctionContributor {

    @Override
    public void contributeFunctions(FunctionContributions contributions) {
        BasicType<String> text = contributions.getTypeConfiguration().getBasicTypeRegistry().resolve(StandardBasicTypes.STRING);
        BasicType<Boolean> flag = contributions.getTypeConfiguration().getBasicTypeRegistry().resolve(StandardBasicTypes.BOOLEAN);
        contributions.getFunctionRegistry().registerPattern("folded", "(lower(?1) collate \"C\")", text);
        contributions.getFunctionRegistry().registerPattern("head", "left(?1,200)", text);
        contributions.getFunctionRegistry().registerPattern("has_words", "(?1 @@ search_query(?2))", flag);
        contributions.getFunctionRegistry().registerPattern("found_by", "(?1 @@ cast(?2 as tsquery))", flag);
        // made into a query once, not for each row
        contributions.getFunctionRegistry().registerPattern("holds", "ts_match_vq(?1,(select search_query(?2)))", flag);
    }
}
