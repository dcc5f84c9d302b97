package io.opportunities.web.json;

import static io.opportunities.web.json.PatchField.absent;
import static io.opportunities.web.json.PatchField.cleared;
import static io.opportunities.web.json.PatchField.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class PatchFieldTests {

    static final List<PatchField<String>> WITHOUT_VALUE = List.of(absent(), cleared());

    @Test
    void absentAndClearedAreTwoThings() {
        assertThat(PatchField.<String>absent()).isNotEqualTo(PatchField.<String>cleared());
        assertThat(PatchField.<String>cleared().isAbsent()).isFalse();
    }

    @Test
    void anAbsentMemberKeepsTheCurrentValue() {
        assertThat(PatchField.<String>absent().over("a")).isEqualTo("a");
    }

    @Test
    void aClearedMemberRemovesTheCurrentValue() {
        assertThat(PatchField.<String>cleared().over("a")).isNull();
    }

    @Test
    void aGivenMemberReplacesTheCurrentValue() {
        assertThat(given("b").over("a")).isEqualTo("b");
        assertThat(given("b").over(null)).isEqualTo("b");
    }

    @ParameterizedTest
    @FieldSource("WITHOUT_VALUE")
    void withoutAValueThereIsTheFallback(PatchField<String> field) {
        assertThat(field.or("fallback")).isEqualTo("fallback");
        assertThat(field.orNull()).isNull();
        assertThat(field.toOptional()).isEmpty();
    }

    @Test
    void aGivenValueNeedsNoFallback() {
        assertThat(given("").or("fallback")).isEmpty();
        assertThat(given("b").toOptional()).contains("b");
    }

    @ParameterizedTest
    @FieldSource("WITHOUT_VALUE")
    void aMappedMemberStaysWithoutAValue(PatchField<String> field) {
        assertThat(field.map(String::length)).isInstanceOf(field.getClass());
    }

    @Test
    void aMappedMemberHasTheMappedValue() {
        assertThat(given("four").map(String::length)).isEqualTo(given(4));
    }

    @Test
    void onlyAGivenValueIsActedOn() {
        List<String> values = new ArrayList<>();

        WITHOUT_VALUE.forEach(field -> field.ifGiven(values::add));
        given("b").ifGiven(values::add);

        assertThat(values).containsExactly("b");
    }
}
