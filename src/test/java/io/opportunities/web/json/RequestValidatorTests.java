package io.opportunities.web.json;

import static io.opportunities.web.json.PatchField.absent;
import static io.opportunities.web.json.PatchField.cleared;
import static io.opportunities.web.json.PatchField.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.web.error.Violation;
import io.opportunities.web.error.Violation.Code;
import io.opportunities.web.error.Violations;
import jakarta.validation.Valid;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import org.hibernate.validator.constraints.CodePointLength;
import org.hibernate.validator.constraints.Range;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestValidatorTests {

    private static final ValidatorFactory VALIDATORS = Validation.buildDefaultValidatorFactory();
    private static final Body VALID = new Body(given("Roof"), given("Dana"), absent(), absent(), absent(), absent());

    private final Violations violations = new Violations();

    record Body(@Required PatchField<@CodePointLength(min = 1, max = 5) String> title, @Required(clearable = true) PatchField<String> owner,
            @CreateOnly PatchField<Long> accountId,
            PatchField<@Size(min = 1, max = 2) List<@CodePointLength(min = 1, max = 3) String>> trades,
            PatchField<@Digits(integer = 3, fraction = 2) @Range(min = 0, max = 100) BigDecimal> value,
            @Sensitive PatchField<@CodePointLength(min = 8, max = 64) String> password) {

        Body titled(PatchField<String> other) {
            return new Body(other, owner, accountId, trades, value, password);
        }

        Body traded(String... other) {
            return new Body(title, owner, accountId, given(List.of(other)), value, password);
        }

        Body valued(String other) {
            return new Body(title, owner, accountId, trades, given(new BigDecimal(other)), password);
        }
    }

    record Items(PatchField<List<@Valid Body>> items) {}

    @AfterAll
    static void close() {
        VALIDATORS.close();
    }

    @Test
    void aNewRecordNeedsItsRequiredMembers() {
        assertThat(messages(new Body(absent(), absent(), absent(), absent(), absent(), absent()), false))
                .containsExactly("title is required", "owner is required");
    }

    @Test
    void aBlankMemberIsNotGiven() {
        assertThat(messages(VALID.titled(cleared()), false)).containsExactly("title is required");
    }

    @Test
    void aChangeMayOmitRequiredMembers() {
        assertThat(messages(VALID.titled(absent()), true)).isEmpty();
    }

    @Test
    void aChangeClearsNoRequiredMember() {
        assertThat(messages(VALID.titled(cleared()), true)).containsExactly("title is required");
    }

    @Test
    void aChangeMayClearAMemberThatIsRequiredAtCreationOnly() {
        assertThat(messages(new Body(given("Roof"), cleared(), absent(), absent(), absent(), absent()), true)).isEmpty();
    }

    @Test
    void aMemberThatIsSetAtCreationCannotBeChanged() {
        Body withAccount = new Body(given("Roof"), given("Dana"), given(7L), absent(), absent(), absent());

        assertThat(messages(withAccount, false)).isEmpty();
        assertThat(messages(withAccount, true)).containsExactly("accountId is set when the record is made and cannot be changed");
    }

    @Test
    void theLengthOfATextCountsCharacters() {
        assertThat(messages(VALID.titled(given("😀".repeat(5))), false)).isEmpty();
    }

    @Test
    void aTextThatIsTooLongIsRejectedWithItsLength() {
        assertThat(messages(VALID.titled(given("abcdef")), false)).containsExactly("title must have 1 to 5 characters; had 6: \"abcdef\"");
    }

    @Test
    void aListThatIsTooLongIsRejectedWithItsSize() {
        assertThat(messages(VALID.traded("a", "b", "c"), false)).containsExactly("trades must have 1 to 2 items; had 3");
    }

    @Test
    void aViolationOfAnItemNamesItsIndex() {
        assertThat(messages(VALID.traded("a", "abcd"), false)).containsExactly("trades[1] must have 1 to 3 characters; had 4: \"abcd\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "100", "99.99", "0.01"})
    void aNumberWithinItsRangeIsAccepted(String value) {
        assertThat(messages(VALID.valued(value), false)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "100.01", "99.999", "1000"})
    void aNumberBeyondItsRangeIsOneViolation(String value) {
        assertThat(messages(VALID.valued(value), false)).singleElement().asString().startsWith("value must ").endsWith("was " + value);
    }

    @Test
    void aViolationDoesNotRepeatASecret() {
        assertThat(messages(new Body(given("Roof"), given("Dana"), absent(), absent(), absent(), given("hunter2")), false))
                .containsExactly("password must have 8 to 64 characters; had 7");
    }

    @Test
    void violationsComeInTheOrderOfTheMembers() {
        Body body = VALID.titled(cleared()).traded("a", "b", "c").valued("-1");

        assertThat(messages(body, false)).satisfiesExactly(first -> assertThat(first).startsWith("title "),
                second -> assertThat(second).startsWith("trades "), third -> assertThat(third).startsWith("value "));
    }

    @Test
    void aMemberWithAViolationGetsNoSecondOne() {
        violations.add("title", Code.WRONG_TYPE, "must be a string; was 5");

        assertThat(messages(VALID.titled(cleared()), false)).containsExactly("title must be a string; was 5");
    }

    @Test
    void aViolationOfTheWholeMakesThoseOfItsMembersRedundant() {
        violations.add("items[0]", Code.WRONG_TYPE, "must be an object; was 5");

        assertThat(messages(new Items(given(List.of(VALID.titled(cleared()), VALID.titled(cleared())))), false))
                .containsExactly("items[0] must be an object; was 5", "items[1].title is required");
    }

    private List<String> messages(Record body, boolean partial) {
        new RequestValidator(VALIDATORS.getValidator()).check(body, partial, violations);
        return violations.all().stream().map(Violation::message).toList();
    }
}
