package io.opportunities.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTests {

    @ParameterizedTest
    @CsvSource({"Straße,STRASSE", "ﬁne roof,FINE ROOF", "ΟΔΟΣ,οδος", "Ｒｏｏｆ,roof", "'a \u00a0\t b','A B'"})
    void textsThatReadAlikeFoldAlike(String one, String other) {
        assertThat(Text.fold(one)).isEqualTo(Text.fold(other));
    }

    @Test
    void whiteSpaceOfAnyKindIsTrimmed() {
        assertThat(Text.trim("\u3000\u00a0 roof \t\n")).isEqualTo("roof");
        assertThat(Text.isBlank("\u00a0\u2003")).isTrue();
    }

    @Test
    void aQuoteIsCutShortAndHoldsNothingThatForgesALine() {
        assertThat(Text.quote("a\r\n\u0000\u202e\ud800b")).isEqualTo("\"a\\u000d\\u000a\\u0000\\u202e\\ud800b\"");
        assertThat(Text.quote("😀".repeat(100))).hasSize(2 + 60 * 2 + 1);
    }

    @Test
    void whatPostgresqlCannotKeepIsNotStorable() {
        assertThat(Text.isStorable("a\u0000")).isFalse();
        assertThat(Text.isStorable("a\ud83d")).isFalse();
        assertThat(Text.isStorable("a😀")).isTrue();
    }

    @Test
    void lengthCountsCharactersNotTheirHalves() {
        assertThat(Text.length("😀😀")).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"rooof_type, roof_type", "floor, floors", "solar, floors", "solar_panel, solar_panels", "floors, floors"})
    void theNearestNameNeedsTheFewestEdits(String name, String nearest) {
        assertThat(Text.nearest(name, List.of("roof_type", "solar_panels", "floors"))).contains(nearest);
    }

    @Test
    void withoutNamesThereIsNoNearest() {
        assertThat(Text.nearest("roof", List.of())).isEmpty();
    }

    @Test
    void namesAreComparedByTheirBeginningAndTheFirst500Only() {
        String beginning = "a".repeat(64);
        List<String> names = new ArrayList<>(Collections.nCopies(500, "zzzz"));
        names.add("roof");

        assertThat(Text.nearest(beginning + "b", List.of("b".repeat(64), beginning + "c"))).contains(beginning + "c");
        assertThat(Text.nearest("roof", names)).contains("zzzz");
    }

    @Test
    void aTextOfTheGreatestLengthIsPrintedAsAWhole() {
        assertThat(Text.printable("😀".repeat(20), 20)).isEqualTo("😀".repeat(20));
        assertThat(Text.printable("", 20)).isEmpty();
    }
}
