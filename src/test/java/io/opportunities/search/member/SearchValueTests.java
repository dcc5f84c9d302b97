package io.opportunities.search.member;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.web.error.Violation.Code;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The values of a search by members. */
class SearchValueTests extends TranslatedSearch {

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
}
