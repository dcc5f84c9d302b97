package io.opportunities.search.member;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueListParserTests {

    @Test
    void commasSeparateValues() {
        assertThat(parse("Flat,Steep")).containsExactly("Flat", "Steep");
    }

    @Test
    void aTextWithoutCommasIsOneValue() {
        assertThat(parse("Flat roof")).containsExactly("Flat roof");
    }

    @Test
    void spacesAroundValuesDoNotCount() {
        assertThat(parse(" Flat ,  Steep ")).containsExactly("Flat", "Steep");
    }

    @Test
    void quotedValuesMayHaveCommasAndQuotes() {
        assertThat(parse("\"1 Oak St, Nashville\", \"6\"\" gutter\"")).containsExactly("1 Oak St, Nashville", "6\" gutter");
    }

    @Test
    void anEmptyValueKeepsItsPlace() {
        assertThat(parse("a,,b")).containsExactly("a", "", "b");
    }

    @Test
    void aJsonArrayIsRead() {
        assertThat(parse(" [\"1 Oak St, Nashville\", \"a\\\"b\"]")).containsExactly("1 Oak St, Nashville", "a\"b");
    }

    @Test
    void numbersAndFlagsOfAnArrayAreTheirTexts() {
        assertThat(parse("[1, -2.5, true]")).containsExactly("1", "-2.5", "true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10000000.5", "0.0001", "123456789012345.1234", "0.000000001", "1.50"})
    void aDecimalOfAnArrayKeepsItsDigits(String number) {
        assertThat(parse("[" + number + "]")).containsExactly(number);
    }

    @ParameterizedTest
    @CsvSource({"1e5, 100000", "1.85e4, 18500", "1E-3, 0.001"})
    void anExponentOfAnArrayIsWrittenOut(String number, String digits) {
        assertThat(parse("[" + number + "]")).containsExactly(digits);
    }

    @Test
    void aDecimalWithAVastExponentTakesNoRoom() {
        assertThat(parse("[1e999999999]").getFirst()).hasSizeLessThan(20);
    }

    @Test
    void anEmptyArrayHasNoValues() {
        assertThat(parse("[]")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "[1,]", "[1 2]", "[null]", "[[1]]", "[{}]", "\"open", "a\nb", "\"a\" b"})
    void anyOtherTextIsNoList(String text) {
        assertThat(ValueListParser.parse(text)).isEmpty();
    }

    private static List<String> parse(String text) {
        return ValueListParser.parse(text).orElseThrow();
    }
}
