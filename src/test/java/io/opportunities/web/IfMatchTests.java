package io.opportunities.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opportunities.web.error.ApiException;
import io.opportunities.web.error.ErrorCode;
import io.opportunities.web.error.Violations;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IfMatchTests {

    private final Violations violations = new Violations();

    @Test
    void withoutTheHeaderEveryVersionIsChanged() {
        assertThatCode(() -> IfMatch.of(List.of(), violations).check(7)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", " * "})
    void aStarNamesEveryVersion(String header) {
        assertThatCode(() -> check(header, 7)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"3-5d41402abc4b2a76\"", "\"3\"", "W/\"3-5d41402abc4b2a76\"", " \"3\" ", "\"2\", \"3\"", "\"2\",W/\"3-a\"",
            ", ,\"3\",,", "\"3-another,\t digest\"", "\"9-a\"\t,\t\"3-b\""})
    void aTagNamesItsVersion(String header) {
        assertThatCode(() -> check(header, 3)).doesNotThrowAnyException();
        assertThat(violations.isEmpty()).isTrue();
    }

    @Test
    void theLinesOfTheHeaderAreOneList() {
        IfMatch ifMatch = IfMatch.of(List.of("\"1-a\"", "\"3-b\""), violations);

        assertThatCode(() -> ifMatch.check(3)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"'\"2-5d41402abc4b2a76\"', 3", "'\"3\"', 33", "'\"33\"', 3", "'W/\"2\"', 3", "'\"1\", \"2\"', 3", "'\"\"', 0",
            "'\"-3\"', 3",
            "'\"03\"', 3", "'\"3 \"', 3", "'\"*\"', 3", "'\"x\"', 3"})
    void anotherVersionIsRefusedAsChanged(String header, int version) {
        assertThatThrownBy(() -> check(header, version)).isInstanceOfSatisfying(ApiException.class,
                refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.PRECONDITION_FAILED));
    }

    @Test
    void theRefusalNamesTheVersionOfTheRecord() {
        assertThatThrownBy(() -> check("\"2-a\"", 3)).hasMessageContaining("is at version 3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "3-5d41402abc4b2a76", "", ",", "\"3", "3\"", "'3'", "\"3\" \"4\"", "\"3\"; \"4\"", "\"3\", *", "*, \"3\"",
            "**",
            "w/\"3\"", "W/ \"3\"", "\"3\", 4"})
    void aHeaderOfAnotherFormIsABadRequest(String header) {
        assertThatThrownBy(() -> check(header, 3)).isInstanceOfSatisfying(ApiException.class,
                refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.VALIDATION_ERROR));
        assertThat(violations.mentions("If-Match")).isTrue();
    }

    @Test
    void aBadHeaderIsFoundBeforeTheRecordIsRead() {
        IfMatch.of(List.of("3"), violations);

        assertThat(violations.all()).singleElement().satisfies(violation -> assertThat(violation.message())
                .startsWith("If-Match must be * or entity tags in double quotes").endsWith("was \"3\""));
    }

    @Test
    void theTagOfAnAnswerIsAcceptedUntilTheRecordChanges() {
        String tag = "\"" + new VersionedResponse<>("body", 12).eTag() + "\"";

        assertThatCode(() -> check(tag, 12)).doesNotThrowAnyException();
        assertThatThrownBy(() -> check(tag, 13)).isInstanceOf(ApiException.class);
    }

    private void check(String header, int version) {
        IfMatch.of(List.of(header), violations).check(version);
    }
}
