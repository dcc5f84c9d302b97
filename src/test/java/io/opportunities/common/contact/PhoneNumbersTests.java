package io.opportunities.common.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumbersTests {

    /** Ways to write a national number of ten digits: area, exchange and line. */
    private static final List<String> SPELLINGS = List.of("(%s) %s-%s", "%s-%s-%s", "%s.%s.%s", "%s%s%s", "+1 %s %s %s", "1%s%s%s",
            "%s%s%s.0", "%s-%s-%s (cell)", "call %s-%s-%s", "%s-%s-%s#", "001%s%s%s", "%s/%s-%s", "p:+1%s%s%s");

    private final PhoneNumbers numbers = new PhoneNumbers(new PhoneSettings("US"));

    @ParameterizedTest
    @MethodSource("keys")
    void aTextHasTheKeyOfItsNumber(String text, String key, String reason) {
        assertThat(numbers.key(text)).as(reason).isEqualTo(key.equals("-") ? null : key);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void twoTextsNameOneNumberOrTwo(String first, String second, String expected) {
        String one = numbers.key(first);
        String other = numbers.key(second);

        assertThat(one == null || other == null ? "none" : one.equals(other) ? "one" : "two").isEqualTo(expected);
    }

    @Test
    void everySpellingOfANumberHasOneKey() {
        for (String line : List.of("0134", "0100", "9999", "1000")) {
            assertThat(spellings("615", "555", line)).extracting(numbers::key).as(line).containsOnly("+1615555" + line);
        }
    }

    @Test
    void neighboursAreApartInAnyTwoSpellings() {
        Map<String, String> numberOfKey = new HashMap<>();
        int pairs = 0;
        for (String number : neighbours()) {
            for (String text : spellings(number.substring(0, 3), number.substring(3, 6), number.substring(6))) {
                String before = numberOfKey.putIfAbsent(Objects.requireNonNull(numbers.key(text), text), number);

                assertThat(before == null || before.equals(number)).as("%s was read as %s", text, before).isTrue();
                pairs++;
            }
        }
        assertThat(pairs).isGreaterThan(300);
    }

    @Test
    void theRegionDecidesNumbersWithoutCountryCode() {
        PhoneNumbers british = new PhoneNumbers(new PhoneSettings("GB"));

        assertThat(british.key("020 7946 0958")).isEqualTo("+442079460958");
        assertThat(british.key("001 208 555 0100")).isEqualTo("+12085550100");
    }

    @Test
    void anUnknownRegionStopsTheStart() {
        assertThatThrownBy(() -> new PhoneSettings("Texas")).hasMessageContaining("opportunities.phone-region")
                .hasMessageContaining("Texas");
    }

    @ParameterizedTest
    @ValueSource(strings = {"911", "a 1 b 2 c 3", "000", "6.2E9000"})
    void threeDigitsMakeAPhoneNumber(String text) {
        assertThat(PhoneNumbers.isPhone(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12", "none", "+-()"})
    void fewerDigitsMakeNone(String text) {
        assertThat(PhoneNumbers.isPhone(text)).isFalse();
        assertThat(numbers.key(text)).isNull();
    }

    /** A number, and others that a slip of a digit, a place or a spreadsheet makes of it. */
    private static List<String> neighbours() {
        List<String> neighbours = new ArrayList<>(List.of("6155550130", "5155550130", "6165550130", "6155501305", "6155501300"));
        for (int digit = 1; digit < 10; digit++) {
            neighbours.add("615555013" + digit);
            neighbours.add("61555501" + digit + "0");
            neighbours.add("615555" + digit + "130");
        }
        return neighbours.stream().distinct().toList();
    }

    private static List<String> spellings(String area, String exchange, String line) {
        return SPELLINGS.stream().map(spelling -> spelling.formatted(area, exchange, line)).toList();
    }

    static Stream<Object[]> keys() {
        return rows("keys.tsv");
    }

    static Stream<Object[]> pairs() {
        return rows("pairs.tsv");
    }

    private static Stream<Object[]> rows(String file) {
        try (InputStream in = PhoneNumbersTests.class.getResourceAsStream("/phones/" + file)) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().filter(line -> !line.startsWith("# ")).map(line -> (Object[]) line.split("\t"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
