package io.opportunities.listing;

import org.hibernate.boot.model.FunctionContributions;
import org.hibernate.boot.model.FunctionContributor;
import org.hibernate.type.BasicType;
import org.hibernate.type.StandardBasicTypes;

/**
 * What JPQL here can say beyond the standard, each as the indexes have it: {@code folded} and {@code head} of a text, and whether a document
 * {@code has_words}.
 */
public final class SearchFunctions implements FunctionContributor {

    @Override
    public void contributeFunctions(FunctionContributions contributions) {
        BasicType<String> text = contributions.getTypeConfiguration().getBasicTypeRegistry().resolve(StandardBasicTypes.STRING);
        BasicType<Boolean> flag = contributions.getTypeConfiguration().getBasicTypeRegistry().resolve(StandardBasicTypes.BOOLEAN);
        contributions.getFunctionRegistry().registerPattern("folded", "(lower(?1) collate \"C\")", text);
        contributions.getFunctionRegistry().registerPattern("head", "left(?1,200)", text);
        contributions.getFunctionRegistry().registerPattern("has_words", "(?1 @@ search_query(?2))", flag);
    }
}
