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

    /** No word begins no word of the opportunity and none of its contacts: a text may be spread over several of them. */
    private static final String WITH_WORDS = """
            (not exists (select 1 from unnest(cast(?3 as tsquery[])) as word
              where not exists (select 1 from searched_words w
                                 where w.record_type = 'opportunity' and w.record_id = ?1 and w.document @@ word)
                and not exists (select 1 from searched_words w
                                 where w.record_type = 'contact' and w.record_id = ?2 and w.document @@ word)
                and not exists (select 1 from opportunity_contact l join searched_words w on w.record_id = l.contact_id
                                 where l.company_id = current_company() and l.opportunity_id = ?1
                                   and w.record_type = 'contact' and w.document @@ word)))""";

    @Override
    public void contributeFunctions(FunctionContributions contributions) {
        BasicType<String> text = contributions.getTypeConfiguration().getBasicTypeRegistry().resolve(StandardBasicTypes.STRING);
        BasicType<Boolean> flag = contributions.getTypeConfiguration().getBasicTypeRegistry().resolve(StandardBasicTypes.BOOLEAN);
        contributions.getFunctionRegistry().registerPattern("folded", "(lower(normalize(?1)) collate \"C\")", text);
        contributions.getFunctionRegistry().registerPattern("composed", "normalize(?1)", text);
        contributions.getFunctionRegistry().registerPattern("value_text", "(v.text collate \"C\")", text);
        contributions.getFunctionRegistry().registerPattern("value_number", "v.number",
                contributions.getTypeConfiguration().getBasicTypeRegistry().resolve(StandardBasicTypes.BIG_DECIMAL));
        contributions.getFunctionRegistry().registerPattern("has_value", "(exists (select 1 from member_values(?1,?2) as v where ?3))",
                flag);
        contributions.getFunctionRegistry().registerPattern("has_item",
                "(exists (select 1 from (select lower(normalize(item)) as text from unnest(?1) as item) as v where ?2))", flag);
        contributions.getFunctionRegistry().registerPattern("has_value_words", "(?1 @@ ?2)", flag);
        contributions.getFunctionRegistry().registerPattern("has_words", "(?1 @@ search_query(?2))", flag);
        contributions.getFunctionRegistry().registerPattern("with_words",
                WITH_WORDS, flag);
        contributions.getFunctionRegistry().registerPattern("counted_with_words",
                "(?1 in (select opportunities_with_words(cast(?2 as tsquery[]))))", flag);
        contributions.getFunctionRegistry().registerPattern("is_among", "(?1 = any(?2))", flag);
    }
}
