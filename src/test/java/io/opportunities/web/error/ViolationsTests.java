package io.opportunities.web.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opportunities.web.error.Violation.Code;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ViolationsTests {

    private final Violations violations = new Violations();

    @Test
    void aMessageBeginsWithItsField() {
        violations.add("title", Code.REQUIRED, "is required");

        assertThat(violations.all()).containsExactly(new Violation("title", Code.REQUIRED, "title is required"));
    }

    @Test
    void aMessageOfTheWholeRequestNamesNoField() {
        violations.add("", Code.INVALID_FORMAT, "the body is empty");

        assertThat(violations.all()).extracting(Violation::message).containsExactly("the body is empty");
    }

    @Test
    void violationsKeepTheirOrder() {
        violations.add("title", Code.REQUIRED, "is required");
        violations.add("address", Code.REQUIRED, "is required");
        violations.add("title", Code.TOO_LONG, "is too long");

        assertThat(violations.all()).extracting(Violation::field).containsExactly("title", "address", "title");
    }

    @Test
    void violationsAfterTheFirst1000AreOmitted() {
        IntStream.range(0, 1_001).forEach(i -> violations.add("trades[" + i + "]", Code.REQUIRED, "is required"));

        assertThat(violations.all()).hasSize(1_000).last().extracting(Violation::field).isEqualTo("trades[999]");
    }

    @Test
    void aFieldOfAClientIsPrintableAndShort() {
        violations.add("custom.a\n" + "b".repeat(200), Code.UNKNOWN_MEMBER, "is no known property");

        assertThat(violations.all().getFirst().field()).startsWith("custom.a\\u000ab").endsWith("b…").doesNotContain("\n");
        assertThat(violations.mentions("custom.a\n" + "b".repeat(200))).isTrue();
    }

    @Test
    void onlyFieldsWithAViolationAreMentioned() {
        violations.add("custom.roof", Code.WRONG_TYPE, "must be a string");

        assertThat(violations.mentions("custom.roof")).isTrue();
        assertThat(violations.mentions("custom")).isFalse();
    }

    @Test
    void withoutViolationsTheRequestGoesOn() {
        assertThatCode(violations::rejectIfAny).doesNotThrowAnyException();
    }

    @Test
    void aRejectionHasAllViolations() {
        violations.add("title", Code.REQUIRED, "is required");
        violations.add("address", Code.REQUIRED, "is required");

        assertThatThrownBy(violations::rejectIfAny).hasMessage("title is required (and 1 more, see errors)")
                .isInstanceOfSatisfying(ApiException.class, refusal -> assertThat(refusal.violations()).hasSize(2));
    }

    @Test
    void aRepeatedCallForgetsTheViolationsOfTheFirst() {
        violations.add("title", Code.REQUIRED, "is required");
        List<Violation> before = violations.all();
        violations.add("address", Code.REQUIRED, "is required");

        violations.returnTo(before);

        assertThat(violations.all()).isEqualTo(before);
        assertThat(violations.mentions("address")).isFalse();
        assertThat(violations.mentions("title")).isTrue();
    }

    @Test
    void unknownMembersAreIgnoredOnceInTheirOrder() {
        List.of("b", "a", "b").forEach(violations::ignore);

        assertThat(violations.ignoredMembers()).containsExactly("b", "a");
        assertThat(violations.isEmpty()).isTrue();
    }

    @Test
    void onlyParametersThatAreNotReadAreUnknown() {
        violations.declareParameter("page");

        violations.ignoreUnknown(Set.of("page", "pages"));

        assertThat(violations.ignoredMembers()).containsExactly("pages");
    }
}
