package io.opportunities.search;

import org.hibernate.boot.model.FunctionContributions;
import org.hibernate.boot.model.FunctionContributor;
import org.hibernate.type.BasicType;
import org.hibernate.type.StandardBasicTypes;

/**
 * Functions of JPQL beyond the standard, each in the form that the indexes support. {@code composed} and {@code folded} convert a text; {@code
 * has_words} and {@code has_value_words} test a document. {@code has_value} tests the custom values of a key, {@code has_item} the items of a list, each by a condition on {@code value_text()} or {@code value_number()}. {@code with_words} tests an opportunity with its contacts, {@code counted_with_words} tests it among all
 * such. {@code is_among} tests an id against an array.
 */
public final class SearchFunctions implements FunctionContributor {

    @Override
    public void contributeFunctions(FunctionContributions contributions) {
        BasicType<String> text = contributions.getTypeConfiguration().getBasicTypeRegistry().resolve(StandardBasicTypes.STRING);
        BasicType<Boolean> flag = contributions.getTypeConfiguration().getBasicTypeRegistry().resolve(StandardBasicTypes.BOOLEAN);
        contributions.getFunctionRegistry().registerPattern("folded", "(lower(normalize(?1)) collate \"C\")", text);
        contributions.getFunctionRegistry().registerPattern("composed", "normalize(?1)", text);
        contributions.getFunctionRegistry().registerPattern("value_text", "(v.text collate \"C\")", text);
        contributions.getFunctionRegistry().registerPattern("value_number", "v.number",
                contributions.getTypeConfiguration().getBasicTypeRegistry().resolve(StandardBasicTypes.BIG_DECIMAL));
        contributions.getFunctionRegistry().registerPattern("has_value", "(exists (select from member_values(?1,?2) as v where ?3))", flag);
        contributions.getFunctionRegistry().registerPattern("has_item",
                "(exists (select from (select lower(normalize(item)) as text from unnest(?1) as item) as v where ?2))", flag);
        contributions.getFunctionRegistry().registerPattern("has_value_words", "(?1 @@ ?2)", flag);
        contributions.getFunctionRegistry().registerPattern("has_words", "(?1 @@ search_query(?2))", flag);
        contributions.getFunctionRegistry().registerPattern("with_words",
                "(not exists (select from missing_words(?1,?2,cast(?3 as tsquery[]))))", flag);
        contributions.getFunctionRegistry().registerPattern("counted_with_words",
                "(?1 in (select opportunities_with_words(cast(?2 as tsquery[]))))", flag);
        contributions.getFunctionRegistry().registerPattern("is_among", "(?1 = any(?2))", flag);
    }
}
