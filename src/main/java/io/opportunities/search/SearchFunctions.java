package io.opportunities.search;

import org.hibernate.boot.model.FunctionContributions;
import org.hibernate.boot.model.FunctionContributor;
import org.hibernate.type.BasicType;
import org.hibernate.type.StandardBasicTypes;

/**
 * Functions of JPQL beyond the standard, each in the form that the indexes support. {@code composed}, {@code folded} and {@code head} convert a text; {@code
 * has_words} tests a document. {@code with_words} tests an opportunity with its contacts, {@code counted_with_words} tests it among all
 * such. {@code is_among} tests an id against an array.
 */
public final class SearchFunctions implements FunctionContributor {

    @Override
    public void contributeFunctions(FunctionContributions contributions) {
        BasicType<String> text = contributions.getTypeConfiguration().getBasicTypeRegistry().resolve(StandardBasicTypes.STRING);
        BasicType<Boolean> flag = contributions.getTypeConfiguration().getBasicTypeRegistry().resolve(StandardBasicTypes.BOOLEAN);
        contributions.getFunctionRegistry().registerPattern("folded", "(lower(normalize(?1)) collate \"C\")", text);
        contributions.getFunctionRegistry().registerPattern("composed", "normalize(?1)", text);
        contributions.getFunctionRegistry().registerPattern("head", "left(?1,200)", text);
        contributions.getFunctionRegistry().registerPattern("has_words", "(?1 @@ search_query(?2))", flag);
        contributions.getFunctionRegistry().registerPattern("with_words",
                "(not exists (select from missing_words(?1,?2,cast(?3 as tsquery[]))))", flag);
        contributions.getFunctionRegistry().registerPattern("counted_with_words",
                "(?1 in (select opportunities_with_words(cast(?2 as tsquery[]))))", flag);
        contributions.getFunctionRegistry().registerPattern("is_among", "(?1 = any(?2))", flag);
    }
}
