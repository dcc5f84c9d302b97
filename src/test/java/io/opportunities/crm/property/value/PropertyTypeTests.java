package io.opportunities.crm.property.value;

import static io.opportunities.crm.property.value.PropertyType.CHECKBOX;
import static io.opportunities.crm.property.value.PropertyType.DATE;
import static io.opportunities.crm.property.value.PropertyType.DATETIME;
import static io.opportunities.crm.property.value.PropertyType.DROPDOWN;
import static io.opportunities.crm.property.value.PropertyType.EMAIL;
import static io.opportunities.crm.property.value.PropertyType.NUMERIC;
import static io.opportunities.crm.property.value.PropertyType.PHONE;
import static io.opportunities.crm.property.value.PropertyType.TEXT;
import static io.opportunities.crm.property.value.PropertyType.URL;
import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.search.RecordType;
import io.opportunities.web.error.Violation;
import io.opportunities.web.error.Violation.Code;
import io.opportunities.web.error.Violations;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

class PropertyTypeTests {

    private static final JsonMapper MAPPER = JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
    private static final ValidatorFactory VALIDATORS = Validation.buildDefaultValidatorFactory();

    private final Violations violations = new Violations();

    @AfterAll
    static void close() {
        VALIDATORS.close();
    }

    @Test
    void aTextIsTrimmed() {
        assertThat(read(TEXT, "\" Oak\\u00a0\"")).isEqualTo("Oak");
    }

    @ParameterizedTest
    @CsvSource({"TEXT, 10000", "DROPDOWN, 255", "EMAIL, 254", "PHONE, 50", "URL, 2048", "DATE, 100", "DATETIME, 100"})
    void aTextIsLimitedByItsType(PropertyType type, int max) {
        read(type, "\"" + "a".repeat(max + 1) + "\"");

        assertThat(violations.all()).extracting(Violation::message).first()
                .isEqualTo("custom.key must have at most %d characters; had %d".formatted(max, max + 1));
    }

    @Test
    void aTextOfTheGreatestLengthCountsCharacters() {
        assertThat(read(TEXT, "\"" + "😀".repeat(10_000) + "\"")).isEqualTo("😀".repeat(10_000));
    }

    @ParameterizedTest
    @EnumSource(names = {"NUMERIC", "CHECKBOX"}, mode = EnumSource.Mode.EXCLUDE)
    void aNumberIsNoText(PropertyType type) {
        assertThat(read(type, "5")).isNull();
        assertThat(codes()).contains(Code.WRONG_TYPE);
    }

    @ParameterizedTest
    @CsvSource({"5, 5", "'\"-0.5\"', -0.5", "999999999999999, 999999999999999", "0.000000000000001, 0.000000000000001",
            "1.5000000000000000000, 1.5000000000000000000"})
    void aNumberIsReadExactly(String json, BigDecimal number) {
        assertThat(read(NUMERIC, json)).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1000000000000000", "-1000000000000000", "1e15", "0.0000000000000001", "1e-16"})
    void aNumberHasAtMost15DigitsOnEachSide(String json) {
        assertThat(read(NUMERIC, json)).isNull();
        assertThat(codes()).containsExactly(Code.OUT_OF_RANGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"many\"", "true", "\"1,5\"", "{}"})
    void anyOtherValueIsNoNumber(String json) {
        assertThat(read(NUMERIC, json)).isNull();
        assertThat(codes()).containsExactly(Code.WRONG_TYPE);
    }

    @Test
    void aCheckboxIsTrueOrFalse() {
        assertThat(read(CHECKBOX, "true")).isEqualTo(true);
        assertThat(read(CHECKBOX, "false")).isEqualTo(false);
        assertThat(read(CHECKBOX, "\"on\"")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-23", "2024-02-29", "0000-01-01", "9999-12-31"})
    void aDateStaysAsItWasSent(String date) {
        assertThat(read(DATE, "\"" + date + "\"")).isEqualTo(date);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-02-29", "11/23/2026", "2026-11-23T19:08:06Z", "+10000-01-01", "-0001-01-01", "tomorrow"})
    void anyOtherTextIsNoDate(String text) {
        assertThat(read(DATE, "\"" + text + "\"")).isNull();
        assertThat(codes()).containsExactly(Code.INVALID_FORMAT);
    }

    @ParameterizedTest
    @CsvSource({"2026-11-23T19:08:06Z, 2026-11-23T19:08:06.000Z", "2026-11-23T19:08:06.1239+02:00, 2026-11-23T17:08:06.123Z",
            "2026-11-23T23:30-01:00, 2026-11-24T00:30:00.000Z"})
    void aTimeIsStoredInUtcWithMilliseconds(String text, String stored) {
        assertThat(read(DATETIME, "\"" + text + "\"")).isEqualTo(stored);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-23T19:08:06", "2026-11-23", "9999-12-31T23:30:00-01:00", "0000-01-01T00:00:00+01:00", "now"})
    void anyOtherTextIsNoTime(String text) {
        assertThat(read(DATETIME, "\"" + text + "\"")).isNull();
        assertThat(codes()).containsExactly(Code.INVALID_FORMAT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Steep", "steep", "STEEP", "Ｓｔｅｅｐ", " steep "})
    void anOptionIsStoredAsItIsDefined(String sent) {
        assertThat(read(DROPDOWN, "\"" + sent + "\"")).isEqualTo("Steep");
    }

    @Test
    void anUnknownOptionIsRejectedWithTheDefinedOnes() {
        assertThat(read(DROPDOWN, "\"Flat\"")).isNull();
        assertThat(violations.all()).extracting(Violation::message)
                .containsExactly("custom.key must be one of Low, Steep, or sent with allow_new_options=true; was \"Flat\"");
    }

    @Test
    void anEmailStaysAsItWasSent() {
        assertThat(read(EMAIL, "\"Jo@Bücher.example\"")).isEqualTo("Jo@Bücher.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "a@", "a@b, c@d"})
    void anyOtherTextIsNoEmail(String text) {
        assertThat(read(EMAIL, "\"" + text + "\"")).isNull();
        assertThat(codes()).containsExactly(Code.INVALID_FORMAT);
    }

    @ParameterizedTest
    @CsvSource({"911, true", "call 615-555-0134, true", "12, false", "call me, false"})
    void aPhoneHasAtLeastThreeDigits(String text, boolean right) {
        assertThat(read(PHONE, "\"" + text + "\"")).isEqualTo(right ? text : null);
        assertThat(violations.isEmpty()).isEqualTo(right);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://example.com", "http://example.com:8080/a?b=c#d", "https://192.0.2.1/a", "HTTPS://example.com",
            "https://bücher.example/a", "https://my_host.example.com"})
    void aUrlIsOfTheWeb(String url) {
        assertThat(read(URL, "\"" + url + "\"")).isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(strings = {"example.com", "ftp://example.com", "javascript:alert(1)", "https://", "https:///a", "https://:80",
            "https://a b",
            "http://user@", "http://@", "http://;", "http://$", "http://..", "http://example.com:abc", "http://bücher.example:abc",
            "mailto:jo@example.com",
            "//example.com"})
    void anyOtherTextIsNoUrl(String text) {
        assertThat(read(URL, "\"" + text + "\"")).isNull();
        assertThat(codes()).containsExactly(Code.INVALID_FORMAT);
    }

    private List<Code> codes() {
        return violations.all().stream().map(Violation::code).toList();
    }

    private @Nullable Object read(PropertyType type, String json) {
        PropertyDefinition property = new PropertyDefinition(1, 0, RecordType.OPPORTUNITY, "key", "Key", type, false,
                PropertyDefinition.byKey(List.of("Low", "Steep")), null);
        return new CustomValueReader(Map.of("key", property), Map.of(), false,
                VALIDATORS.getValidator()).value("custom.key", property, MAPPER.readTree(json), violations);
    }
}
