package io.opportunities.search.member;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.search.Conditions;
import io.opportunities.search.FieldType;
import io.opportunities.search.Operator;
import io.opportunities.search.SearchField;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ComparisonTests {

    private static final SearchField SIZE = SearchField.of("size", FieldType.NUMBER, "r.size");
    private static final SearchField STREET = SearchField.of("street", FieldType.TEXT, "r.street");
    private static final SearchField TITLE = SearchField.keyed("title", "{r.title}", "r.titleKey", "a title", Optional::of);
    private static final SearchField ROOF = SearchField.custom("roof", FieldType.INDEXED_TEXT);
    private static final SearchField FLOORS = SearchField.custom("floors", FieldType.INDEXED_NUMBER);
    private static final SearchField DUE = SearchField.custom("due", FieldType.INDEXED_DATE);

    private final Conditions conditions = new Conditions();
    private final ValueQuery.Parameters parameters = new ValueQuery.Parameters();

    @ParameterizedTest
    @CsvSource({"EQ, r.size = :v0", "GT, r.size > :v0", "LTE, r.size <= :v0"})
    void aNumberIsComparedAsItIs(Operator operator, String jpql) {
        assertThat(jpql(SIZE, operator, List.of(5), false)).isEqualTo(jpql);
    }

    @Test
    void aValueIsAParameterAndNeverPartOfTheQuery() {
        assertThat(jpql(STREET, Operator.EQ, List.of("' or 1 = 1 --"), false)).isEqualTo("folded(r.street) = folded(:v0)");
        assertThat(conditions.parameters()).containsExactly(Map.entry("v0", "' or 1 = 1 --"));
    }

    @Test
    void aTextIsComparedWithoutCase() {
        assertThat(jpql(STREET, Operator.BETWEEN, List.of("a", "b"), false))
                .isEqualTo("folded(r.street) between folded(:v0) and folded(:v1)");
    }

    @Test
    void aKeyIsComparedAsItIsStored() {
        assertThat(jpql(TITLE, Operator.EQ, List.of("roof"), true)).isEqualTo("r.titleKey = :v0");
    }

    @Test
    void theOrderOfAMemberWithAKeyIsThatOfItsText() {
        assertThat(jpql(TITLE, Operator.GT, List.of("roof"), false)).isEqualTo("folded(r.title) > folded(:v0)");
    }

    @Test
    void aNegationMatchesRecordsWithoutAValue() {
        assertThat(jpql(SIZE, Operator.NEQ, List.of(5), false)).isEqualTo("not (r.size is not null and r.size = :v0)");
    }

    @Test
    void anExcludedListMatchesRecordsWithoutAValue() {
        assertThat(jpql(SIZE, Operator.NIN, List.of(5, 6), false)).isEqualTo("not (r.size is not null and r.size in (:v0, :v1))");
    }

    @Test
    void aNegationOfSeveralValuesMatchesIfNoneOfThemDoes() {
        assertThat(jpql(ROOF, Operator.NEQ, List.of("Flat"), false))
                .isEqualTo("not (has_value(r.details.custom, :v0, value_text() is not null and value_text() = folded(:v1)))");
    }

    @Test
    void containsEscapesItsWildcards() {
        assertThat(jpql(STREET, Operator.CONTAINS, List.of("50%_\\"), false)).isEqualTo("composed(r.street) ilike :v0 escape '\\'");
        assertThat(conditions.parameters()).containsValue("%50\\%\\_\\\\%");
    }

    @Test
    void aTextAmongValuesContainsAnotherInLowerCase() {
        assertThat(jpql(ROOF, Operator.CONTAINS, List.of("flat"), false)).contains("value_text() like folded(:v1) escape '\\')");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "EQ       | 1   | numbers_query(:q0, :q1)",
            "IN       | 1,2 | numbers_query(:q0, :q1)",
            "GT       | 1   | number_range_query(:q0, :q1, :q2)",
            "BETWEEN  | 1,2 | number_range_query(:q0, :q1, :q2)"})
    void aNumberIsFoundByItsWord(Operator operator, String numbers, String query) {
        List<Object> values = Stream.of(numbers.split(",")).<Object>map(BigDecimal::new).toList();

        assertThat(new Comparison(FLOORS, operator, values, false).query(parameters)).contains(query);
    }

    @Test
    void anOpenRangeEndsWithTheLastValue() {
        new Comparison(DUE, Operator.GTE, List.of("2026-11-23"), false).query(parameters);
        new Comparison(DUE, Operator.LT, List.of("2026-11-23"), false).query(parameters);

        assertThat(parameters.values().values()).containsExactly("due", "2026-11-23", "9999-99-99", "due", "0000-00-00", "2026-11-23");
    }

    @ParameterizedTest
    @EnumSource(value = Operator.class, names = {"GT", "GTE", "LT", "LTE", "BETWEEN", "CONTAINS"})
    void otherTextsAreSearchedAmongTheRecordsWithAValue(Operator operator) {
        assertThat(new Comparison(ROOF, operator, List.of("flat", "steep"), false).query(parameters)).contains("member_query(:q0)");
    }

    @ParameterizedTest
    @EnumSource(value = Operator.class, names = {"NEQ", "NIN"})
    void noWordFindsRecordsWithoutAValue(Operator operator) {
        assertThat(new Comparison(ROOF, operator, List.of("flat"), false).query(parameters)).isEmpty();
        assertThat(new Comparison(SIZE, Operator.EQ, List.of(5), false).query(parameters)).isEmpty();
    }

    @Test
    void theNameOfAPropertyIsAParameter() {
        assertThat(jpql(ROOF, Operator.EQ, List.of("flat"), false)).startsWith("has_value(r.details.custom, :v0, ").doesNotContain(":name");
        assertThat(conditions.parameters()).containsEntry("v0", "roof");
    }

    @Test
    void existsNeedsNoParameter() {
        assertThat(jpql(SIZE, Operator.EXISTS, List.of(true), false)).isEqualTo("r.size is not null");
        assertThat(jpql(SIZE, Operator.EXISTS, List.of(false), false)).isEqualTo("not (r.size is not null)");
        assertThat(conditions.parameters()).isEmpty();
    }

    private String jpql(SearchField member, Operator operator, List<Object> values, boolean byKey) {
        return new Comparison(member, operator, values, byKey).jpql(conditions);
    }
}
