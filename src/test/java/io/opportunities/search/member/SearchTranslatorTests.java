package io.opportunities.search.member;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.search.member.SearchQuery.Logic;
import io.opportunities.web.error.Violation;
import io.opportunities.web.error.Violation.Code;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchTranslatorTests extends TranslatedSearch {

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
}
