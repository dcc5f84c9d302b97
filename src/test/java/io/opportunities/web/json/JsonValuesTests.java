package io.opportunities.web.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.web.error.Violation.Code;
import io.opportunities.web.error.Violations;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonValuesTests {

    private static final JsonMapper MAPPER = JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    private final Violations violations = new Violations();

    @Test
    void aTextIsTrimmed() {
        assertThat(JsonValues.text("title", json("\" \\u00a0Oak Roof\\u3000\""), violations)).isEqualTo("Oak Roof");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "true", "[\"a\"]", "{}"})
    void anotherTypeIsNoText(String json) {
        assertThat(JsonValues.text("title", json(json), violations)).isNull();
        assertThat(violations.all()).singleElement().satisfies(violation -> assertThat(violation.code()).isEqualTo(Code.WRONG_TYPE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"a\\u0000b\"", "\"\\ud83d\"", "\"\\ude00a\""})
    void aTextThatCannotBeStoredIsRejected(String json) {
        assertThat(JsonValues.text("title", json(json), violations)).isNull();
        assertThat(violations.all()).singleElement()
                .satisfies(violation -> assertThat(violation.code()).isEqualTo(Code.INVALID_CHARACTERS));
    }

    @ParameterizedTest
    @CsvSource({"5, 5", "'\"5\"', 5", "'\" 5 \"', 5", "-5, -5", "5.0, 5", "'\"5.0\"', 5", "5e2, 500",
            "9223372036854775807, 9223372036854775807",
            "-9223372036854775808, -9223372036854775808"})
    void anIdIsAnIntegerAlsoAsAText(String json, long id) {
        assertThat(JsonValues.id("accountId", json(json), violations)).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5.5", "\"5.5\"", "9223372036854775808", "-9223372036854775809", "1e300", "1e-300", "1e999999999", "true",
            "\"five\"",
            "\"0x5\"", "\"1e3\"", "\"٥\"", "[5]", "{\"id\": 5}"})
    void anyOtherValueIsNoId(String json) {
        assertThat(JsonValues.id("accountId", json(json), violations)).isNull();
        assertThat(violations.all()).singleElement()
                .satisfies(violation -> assertThat(violation.message()).startsWith("accountId must be an integer"));
    }

    @ParameterizedTest
    @CsvSource({"18500.50, 18500.50", "'\"18500.50\"', 18500.50", "'\"+1\"', 1", "-0.0001, -0.0001",
            "123456789012345678901234567890.1, 123456789012345678901234567890.1"})
    void aNumberIsReadExactlyAlsoAsAText(String json, BigDecimal number) {
        assertThat(JsonValues.number("value", json(json), violations)).isEqualTo(number);
    }

    @Test
    void aNumberHasAScaleOfAtMost400() {
        assertThat(JsonValues.number("value", json("1e400"), violations)).isNotNull();
        assertThat(JsonValues.number("value", json("1e401"), violations)).isNull();
        assertThat(JsonValues.number("value", json("1e-401"), violations)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"NaN\"", "\"1,000\"", "\"$5\"", "\"1e3\"", "\".5\"", "false", "[]",
            "\"12345678901234567890123456789012345678901\""})
    void anyOtherValueIsNoNumber(String json) {
        assertThat(JsonValues.number("value", json(json), violations)).isNull();
        assertThat(violations.mentions("value")).isTrue();
    }

    @Test
    void aFlagIsTrueOrFalse() {
        assertThat(JsonValues.flag("isActive", json("true"), violations)).isTrue();
        assertThat(JsonValues.flag("isActive", json("false"), violations)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "0", "\"yes\"", "[true]"})
    void anyOtherValueIsNoFlag(String json) {
        assertThat(JsonValues.flag("isActive", json(json), violations)).isNull();
        assertThat(violations.mentions("isActive")).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {"[1, 2] | an array", "{\"a\": 1} | an object", "5.0 | 5.0", "\"a\" | \"a\"",
            "null | null"})
    void aMessageDescribesTheReceivedValue(String json, String description) {
        assertThat(JsonValues.describe(json(json))).isEqualTo(description);
    }

    @Test
    void aMessageCutsAReceivedTextShort() {
        assertThat(JsonValues.describe(json("\"" + "a".repeat(61) + "\""))).isEqualTo("\"" + "a".repeat(60) + "…\"");
    }

    private static JsonNode json(String text) {
        return MAPPER.readTree(text);
    }
}
