package io.opportunities.common;

import static org.assertj.core.api.Assertions.assertThat;

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
}
