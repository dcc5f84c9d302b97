package io.opportunities.search.member;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.search.Conditions;
import io.opportunities.search.FieldType;
import io.opportunities.search.RecordType;
import io.opportunities.search.SearchField;
import io.opportunities.search.member.SearchQuery.Logic;
import io.opportunities.search.member.SearchQuery.Term;
import io.opportunities.search.page.PageQuery;
import io.opportunities.web.error.Violation;
import io.opportunities.web.error.Violation.Code;
import io.opportunities.web.error.Violations;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchTranslatorTests {

    private enum Status {
        ACTIVE, ON_HOLD
    }

    private static final Map<String, SearchField> MEMBERS = Map.of(
            "size", SearchField.of("size", FieldType.NUMBER, "r.size"),
            "street", SearchField.of("street", FieldType.TEXT, "r.street"),
            "status", SearchField.oneOf("status", Status.class, "r.status"),
            "isActive", SearchField.of("isActive", FieldType.FLAG, "r.active"));
    private static final PageQuery PAGE = new PageQuery(1, 20, false, Optional.empty(), false);

    private final Violations violations = new Violations();

    @Test
    void archivedRecordsAreExcluded() {
        assertThat(search(false, Logic.AND, term("size", "eq", "5")).text()).isEqualTo("(r.details.active = true) and ((r.size = :v0))");
    }

    @Test
    void archivedRecordsAreIncludedOnRequest() {
        assertThat(search(true, Logic.AND, term("size", "eq", "5")).text()).isEqualTo("((r.size = :v0))");
    }

    @Test
    void bothTermsMustMatch() {
        assertThat(search(true, Logic.AND, term("size", "gt", "5"), term("size", "lt", "9")).text())
                .isEqualTo("((r.size > :v0) and (r.size < :v1))");
    }

    @Test
    void eitherTermMayMatchButNoArchivedRecord() {
        assertThat(search(false, Logic.OR, term("size", "lt", "5"), term("size", "gt", "9")).text())
                .isEqualTo("(r.details.active = true) and ((r.size < :v0) or (r.size > :v1))");
    }

    @Test
    void anUnknownMemberIsRejectedWithTheNearest() {
        search(term("siez", "eq", "5"));

        assertThat(violation().code()).isEqualTo(Code.UNKNOWN_MEMBER);
        assertThat(violation().message()).startsWith("prop1 must be a member").endsWith("was \"siez\", the nearest is size");
    }

    @Test
    void aMemberWithoutASearchIsRejectedAsSuch() {
        search(term("imageUrl", "eq", "5"));

        assertThat(violation().message()).isEqualTo("prop1 must be another member: imageUrl is shown, but cannot be searched by");
    }

    @Test
    void anOperatorOfAnotherTypeIsRejectedWithThoseOfTheMember() {
        search(term("isActive", "gt", "true"));

        assertThat(violation().message()).isEqualTo("op1 must be one of eq, neq, in, nin, exists for isActive; was \"gt\"");
    }

    @ParameterizedTest
    @CsvSource({"size, five, must be a number to search by size; was \"five\"",
            "isActive, yes, must be true or false to search by isActive; was \"yes\"",
            "status, open, 'must be one of ACTIVE, ON_HOLD to search by status; was \"open\"'"})
    void aValueOfAnotherTypeIsRejected(String property, String value, String rule) {
        search(term(property, "eq", value));

        assertThat(violation().message()).isEqualTo("value1 " + rule);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "\u00a0"})
    void aComparisonNeedsAValue(@Nullable String value) {
        search(term("size", "eq", value));

        assertThat(violation().code()).isEqualTo(Code.REQUIRED);
    }

    @Test
    void everyTermIsChecked() {
        search(true, Logic.AND, term("siez", "is", "5"), term("size", "eq", "five"));

        assertThat(violations.all()).extracting(Violation::field).containsExactly("prop1", "op1", "value2");
    }

    @Test
    void aWordIsFoundInAnyCase() {
        assertThat(search(term("status", "eq", " on_hold ")).parameters()).containsValue(Status.ON_HOLD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "5,6,7", "5,", "[5]", "\"5\",6,7"})
    void aRangeHasTwoValues(String value) {
        search(term("size", "between", value));

        assertThat(violation().field()).isEqualTo("value1");
    }

    @Test
    void aRangeBeginsWithTheLowerValue() {
        search(term("size", "between", "10,9"));

        assertThat(violation().message()).isEqualTo("value1 must have the lower value first; was \"10,9\"");
    }

    @Test
    void aRangeOfOneValueIsAllowed() {
        assertThat(search(term("size", "between", "9,9.0")).text()).contains("r.size between :v0 and :v1");
    }

    @Test
    void anEmptyListIsRejected() {
        search(term("size", "in", "[]"));

        assertThat(violation().code()).isEqualTo(Code.INVALID_FORMAT);
    }

    @Test
    void aListHasAtMost500Values() {
        assertThat(search(term("size", "in", "1,".repeat(499) + "1")).parameters()).hasSize(500);

        search(term("size", "in", "1,".repeat(500) + "1"));

        assertThat(violation().message()).isEqualTo("value1 must have at most 500 values; had 501");
    }

    @Test
    void aListWithSeveralWrongValuesIsOneViolation() {
        search(term("size", "in", "1,a,b"));

        assertThat(violation().message()).endsWith("was \"a\"");
    }

    @Test
    void existsIsTrueWithoutAValue() {
        assertThat(search(term("size", "exists", null)).text()).contains("r.size is not null");
    }

    @Test
    void existsTakesAFlagOnly() {
        search(term("size", "exists", "5"));

        assertThat(violation().message()).isEqualTo("value1 must be true or false for the operator exists; was \"5\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000", "\ud83d"})
    void aValueThatCannotBeStoredIsRejected(String value) {
        search(term("street", "eq", value));

        assertThat(violation().field()).isEqualTo("value1");
    }

    private Violation violation() {
        assertThat(violations.all()).hasSize(1);
        return violations.all().getFirst();
    }

    private Conditions search(Term term) {
        return search(true, Logic.AND, term);
    }

    private Conditions search(boolean archived, Logic logic, Term... terms) {
        return new SearchTranslator(RecordType.OPPORTUNITY, MEMBERS, Set.of("imageUrl"), violations)
                .conditions(new SearchQuery(numbered(terms), logic, archived, PAGE));
    }

    private static List<Term> numbered(Term... terms) {
        return terms.length == 1
                ? List.of(terms)
                : List.of(terms[0], new Term(2, terms[1].property(), terms[1].operator(), terms[1].value()));
    }

    private static Term term(String property, String operator, @Nullable String value) {
        return new Term(1, Optional.of(property), Optional.of(operator), Optional.ofNullable(value));
    }
}
