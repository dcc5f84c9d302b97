package io.opportunities.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonTests {

    private static final SearchField SIZE = SearchField.of("size", FieldType.NUMBER, "r.size");
    private static final SearchField STREET = SearchField.of("street", FieldType.TEXT, "r.street");
    private static final SearchField TITLE = SearchField.keyed("title", "{r.title}", "r.titleKey", "a title", Optional::of);
    private static final SearchField ROOF = SearchField.value("roof", FieldType.INDEXED_TEXT, RecordType.OPPORTUNITY, "roof");

    private final Conditions conditions = new Conditions();

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
        assertThat(jpql(ROOF, Operator.NEQ, List.of("Flat"), false)).startsWith("not (exists (").endsWith("))");
    }

    @Test
    void containsEscapesItsWildcards() {
        assertThat(jpql(STREET, Operator.CONTAINS, List.of("50%_\\"), false)).isEqualTo("composed(r.street) ilike :v0 escape '\\'");
        assertThat(conditions.parameters()).containsValue("%50\\%\\_\\\\%");
    }

    @Test
    void anIndexedTextContainsAnotherInLowerCase() {
        assertThat(jpql(ROOF, Operator.CONTAINS, List.of("flat"), false)).contains("and v.text like folded(:v1) escape '\\')");
    }

    @Test
    void anIndexedTextIsComparedByItsFirstCharactersToo() {
        assertThat(jpql(ROOF, Operator.GT, List.of("flat"), false))
                .contains("and head(v.text) >= head(folded(:v1)) and v.text > folded(:v1))");
    }

    @Test
    void theNameOfAPropertyIsAParameter() {
        assertThat(jpql(ROOF, Operator.EQ, List.of("flat"), false)).contains("v.keyName = :v0").doesNotContain(":name");
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
