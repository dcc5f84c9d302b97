package io.opportunities.web.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.opportunities.web.error.Violation;
import io.opportunities.web.error.Violations;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PatchFieldDeserializerTests {

    enum Status {
        ACTIVE, ON_HOLD
    }

    record Phase(PatchField<String> name, PatchField<Long> id) {}

    record Body(PatchField<String> title, PatchField<Long> accountId, PatchField<BigDecimal> value, PatchField<Boolean> isActive,
            PatchField<Status> status, PatchField<List<String>> trades, PatchField<List<Long>> contacts,
            @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) PatchField<List<String>> address,
            PatchField<List<Phase>> phases, PatchField<Map<String, JsonNode>> custom, @Sensitive PatchField<String> password) {}

    private final Violations violations = new Violations();

    @Test
    void aMemberThatIsNotSentIsAbsent() {
        assertThat(read("{}").title()).isEqualTo(PatchField.absent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "\" \\u00a0\""})
    void nullAndBlankClearAMember(String value) {
        assertThat(read("{\"title\": %s, \"accountId\": %s, \"trades\": %s}".formatted(value, value, value)))
                .extracting(Body::title, Body::accountId, Body::trades).containsOnly(PatchField.cleared());
        assertThat(violations.isEmpty()).isTrue();
    }

    @Test
    void membersHaveTheTypesOfTheirComponents() {
        Body body = read(
                "{\"title\": \" Roof \", \"accountId\": \"7\", \"value\": \"1.50\", \"isActive\": false, \"status\": \"ON_HOLD\"}");

        assertThat(body.title()).isEqualTo(PatchField.given("Roof"));
        assertThat(body.accountId()).isEqualTo(PatchField.given(7L));
        assertThat(body.value()).isEqualTo(PatchField.given(new BigDecimal("1.50")));
        assertThat(body.isActive()).isEqualTo(PatchField.given(false));
        assertThat(body.status()).isEqualTo(PatchField.given(Status.ON_HOLD));
    }

    @Test
    void everyMemberOfAWrongTypeIsAViolation() {
        read("{\"title\": 5, \"accountId\": true, \"value\": \"many\", \"trades\": \"Roof\", \"custom\": []}");

        assertThat(violations.all()).extracting(Violation::field).containsExactly("title", "accountId", "value", "trades", "custom");
    }

    @ParameterizedTest
    @CsvSource({"OPEN, OPEN", "active, active", "'ACTIVE,ON_HOLD', 'ACTIVE,ON_HOLD'"})
    void anotherWordIsRejectedWithTheAllowedOnes(String sent, String shown) {
        assertThat(read("{\"status\": \"%s\"}".formatted(sent)).status()).isEqualTo(PatchField.cleared());
        assertThat(violations.all()).extracting(Violation::message)
                .containsExactly("status must be one of ACTIVE, ON_HOLD; was \"%s\"".formatted(shown));
    }

    @Test
    void aViolationOfAnItemNamesItsIndex() {
        read("{\"trades\": [\"Roof\", 5, \"Siding\", null], \"contacts\": [1, \"x\"]}");

        assertThat(violations.all()).extracting(Violation::field).containsExactly("trades[1]", "trades[3]", "contacts[1]");
    }

    @Test
    void theItemsAfterAnInvalidOneKeepTheirPlaces() {
        assertThat(read("{\"contacts\": [1, \"x\", 3]}").contacts().or(List.of())).hasSize(3).last().isEqualTo(3L);
    }

    @Test
    void aTextIsAListOfOneWhereThatIsAllowed() {
        assertThat(read("{\"address\": \" 1 Oak St \"}").address()).isEqualTo(PatchField.given(List.of("1 Oak St")));
        assertThat(violations.isEmpty()).isTrue();
    }

    @Test
    void anEmptyListIsAValue() {
        assertThat(read("{\"trades\": []}").trades()).isEqualTo(PatchField.given(List.of()));
    }

    @Test
    void aListHasAtMost1000Items() {
        read("{\"trades\": [%s\"a\"], \"contacts\": [%s1]}".formatted("\"a\",".repeat(999), "1,".repeat(1_000)));

        assertThat(violations.all()).extracting(Violation::message).containsExactly("contacts must have at most 1000 items; had 1001");
    }

    @Test
    void aViolationOfANestedMemberNamesItsPath() {
        read("{\"phases\": [{\"name\": \"Sold\"}, {\"name\": 5, \"id\": \"x\"}], \"title\": 5}");

        assertThat(violations.all()).extracting(Violation::field).containsExactly("phases[1].name", "phases[1].id", "title");
    }

    @Test
    void anItemThatIsNoObjectIsOneViolation() {
        read("{\"phases\": [\"Sold\"]}");

        assertThat(violations.all()).extracting(Violation::message).containsExactly("phases[0] must be an object; was \"Sold\"");
    }

    @Test
    void customValuesStayAsTheyWereSent() {
        JsonMapper mapper = JsonMapper.shared();

        assertThat(read("{\"custom\": {\"b\": null, \"a\": [1]}}").custom().or(Map.of()))
                .containsExactly(Map.entry("b", mapper.readTree("null")), Map.entry("a", mapper.readTree("[1]")));
    }

    @Test
    void aSecretIsNotTrimmed() {
        assertThat(read("{\"password\": \" pass word \"}").password()).isEqualTo(PatchField.given(" pass word "));
    }

    @Test
    void aViolationDoesNotRepeatASecret() {
        read("{\"password\": 12345678}");

        assertThat(violations.all()).singleElement().satisfies(violation -> assertThat(violation.message()).doesNotContain("12345678"));
    }

    private Body read(String json) {
        return JsonMapper.shared().readerFor(Body.class).withAttribute(Violations.class, violations).readValue(json);
    }
}
