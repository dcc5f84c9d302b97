package io.opportunities.search;

import static io.opportunities.search.FieldType.FLAG;
import static io.opportunities.search.FieldType.INDEXED_DATE;
import static io.opportunities.search.FieldType.INDEXED_FLAG;
import static io.opportunities.search.FieldType.INDEXED_NUMBER;
import static io.opportunities.search.FieldType.INDEXED_TEXT;
import static io.opportunities.search.FieldType.INDEXED_TIME;
import static io.opportunities.search.FieldType.INTEGER;
import static io.opportunities.search.FieldType.NUMBER;
import static io.opportunities.search.FieldType.TEXT;
import static io.opportunities.search.FieldType.TIME;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldTypeTests {

    @ParameterizedTest
    @CsvSource({"5, 5", "-5, -5", "' 5 ', 5", "007, 7", "9223372036854775807, 9223372036854775807",
            "-9223372036854775808, -9223372036854775808"})
    void integersOf64BitsAreRead(String text, long value) {
        assertThat(INTEGER.parse(text)).contains(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "five", "5.0", "1e3", "0x5", "5L", "1,000", "--5", "9223372036854775808", "-9223372036854775809"})
    void anyOtherTextIsNoInteger(String text) {
        assertThat(INTEGER.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"18500, 18500", "-0.5, -0.5", "+7, 7", "18500.000000, 18500.000000", "' 1.5\u00a0', 1.5"})
    void decimalsAreReadExactly(String text, BigDecimal value) {
        assertThat(NUMBER.parse(text)).contains(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", ".5", "5.", "1e5", "NaN", "Infinity", "1,5", "1.2.3", "٥", "$5", "5 000"})
    void anyOtherTextIsNoNumber(String text) {
        assertThat(NUMBER.parse(text)).isEmpty();
        assertThat(INDEXED_NUMBER.parse(text)).isEmpty();
    }

    @Test
    void aNumberHasAtMost40Characters() {
        assertThat(NUMBER.parse("9".repeat(40))).isPresent();
        assertThat(NUMBER.parse("9".repeat(41))).isEmpty();
    }

    @Test
    void flagsAreTrueOrFalse() {
        assertThat(FLAG.parse(" true ")).contains(true);
        assertThat(FLAG.parse("false")).contains(false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yes", "no", "1", "0", "null", "truefalse"})
    void anyOtherTextIsNoFlag(String text) {
        assertThat(FLAG.parse(text)).isEmpty();
        assertThat(INDEXED_FLAG.parse(text)).isEmpty();
    }

    @Test
    void anIndexedFlagIsComparedAsText() {
        assertThat(INDEXED_FLAG.parse("true")).contains("true");
    }

    @ParameterizedTest
    @CsvSource({"2026-11-23, 2026-11-23T00:00:00Z", "2026-11-23T19:08:06Z, 2026-11-23T19:08:06Z",
            "2026-11-23T19:08:06+02:00, 2026-11-23T17:08:06Z", "2026-11-23T19:08:06 02:00, 2026-11-23T17:08:06Z",
            "' 2026-11-23 ', 2026-11-23T00:00:00Z"})
    void timesAndDatesAreInstants(String text, Instant time) {
        assertThat(TIME.parse(text)).contains(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "now", "2026-02-30", "2026-11-23T19:08:06", "23.11.2026", "2026-11-23T25:00:00Z", "+10000-01-01T00:00:00Z",
            "-0001-01-01T00:00:00Z", "1795460886", "0000-01-01T00:00:00+01:00"})
    void anyOtherTextIsNoTime(String text) {
        assertThat(TIME.parse(text)).isEmpty();
        assertThat(INDEXED_TIME.parse(text)).isEmpty();
    }

    @Test
    void anIndexedTimeIsComparedInTheFormInWhichItIsStored() {
        assertThat(INDEXED_TIME.parse("2026-11-23T19:08:06.1234+02:00")).contains("2026-11-23T17:08:06.123Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-23", "0000-01-01", "9999-12-31", "2024-02-29"})
    void datesOfFourDigitYearsAreRead(String date) {
        assertThat(INDEXED_DATE.parse(" " + date)).contains(date);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2026-02-29", "2026-13-01", "26-01-01", "+10000-01-01", "-0001-01-01", "20261123"})
    void anyOtherTextIsNoDate(String text) {
        assertThat(INDEXED_DATE.parse(text)).isEmpty();
    }

    @Test
    void aTextIsTrimmed() {
        assertThat(TEXT.parse("\u00a0 Oak Roof\u3000")).contains("Oak Roof");
        assertThat(INDEXED_TEXT.parse("\u00a0 Oak Roof\u3000")).contains("Oak Roof");
    }

    @Test
    void aRangeOfNumbersBeginsWithTheLowerOne() {
        assertThat(NUMBER.inOrder(new BigDecimal("-1"), new BigDecimal("0.5"))).isTrue();
        assertThat(NUMBER.inOrder(new BigDecimal("1.0"), new BigDecimal("1"))).isTrue();
        assertThat(NUMBER.inOrder(new BigDecimal("10"), new BigDecimal("9"))).isFalse();
    }

    @Test
    void aRangeOfTextsHasAnyOrder() {
        assertThat(TEXT.inOrder("z", "a")).isTrue();
        assertThat(INDEXED_TEXT.inOrder("z", "a")).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void everyTypeIsTestedForEquality(FieldType type) {
        assertThat(type.operators()).contains(Operator.EQ, Operator.NEQ, Operator.IN, Operator.NIN);
    }

    @ParameterizedTest
    @EnumSource(names = {"TEXT", "PHONE", "INDEXED_TEXT"}, mode = EnumSource.Mode.EXCLUDE)
    void onlyTextsContainOthers(FieldType type) {
        assertThat(type.operators()).doesNotContain(Operator.CONTAINS);
    }

    @ParameterizedTest
    @EnumSource(names = {"FLAG", "INDEXED_FLAG"})
    void flagsHaveNoOrder(FieldType type) {
        assertThat(type.operators()).doesNotContain(Operator.GT, Operator.GTE, Operator.LT, Operator.LTE, Operator.BETWEEN);
    }

    @ParameterizedTest
    @EnumSource(names = "INDEXED_.*", mode = EnumSource.Mode.MATCH_ALL)
    void onlyStandardMembersAreTestedForAValue(FieldType type) {
        assertThat(type.operators()).doesNotContain(Operator.EXISTS);
    }
}
