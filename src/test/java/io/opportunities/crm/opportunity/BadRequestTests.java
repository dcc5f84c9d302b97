package io.opportunities.crm.opportunity;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.TestResponse;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@ApiTest
class BadRequestTests extends RefusedRequests {

    static Stream<Arguments> requests() {
        return Stream.of("/opportunities", "/requests").flatMap(path -> BadRequests.all().map(row -> Arguments.of(path, row)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("requests")
    void aBadRequestIsRejectedWithoutEffect(String path, BadRequest request) {
        TestResponse answer = request.send(company, path, SET_UP);

        assertRefused(answer, request.status(), request.code());
        assertThat(answer.json().path("field").asString(null)).as(answer.body()).isEqualTo(request.field());
        assertThat(answer.header("Allow") != null).isEqualTo(request.status() == 405);
        assertThat(answer.header("X-Evil")).isNull();
        assertThat(left()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/opportunities", "/requests"})
    void listsTheFaultsOfBodyParametersAndReferencesAtOnce(String path) {
        TestResponse answer = company.post(path + "?match_by=mail&allow_new_options=perhaps", """
                {"address": [], "trades": [5, " "], "confidence": 101, "accountId": 999999999, "ownerId": 999999999,
                 "contacts": [{"name": "Dana"}, 999999999], "custom": {"power": "much", "rof_type": "Metal"}}""");

        assertRefused(answer, 400, "VALIDATION_ERROR");
        assertThat(answer.errorFields()).containsExactlyInAnyOrder("title", "address", "trades[0]", "trades[1]", "confidence", "match_by",
                "allow_new_options", "accountId", "ownerId", "contacts[0]", "contacts[1]", "custom.power", "custom.rof_type");
        assertThat(answer.json().at("/field").stringValue()).isEqualTo(answer.errorFields().getFirst());
    }

    @Test
    void messagesCutWhatCameAndHoldNoControlCharacters() {
        String evil = "\\u0000\\u001b[31m\\r\\n\\u202e\\ud800" + "x".repeat(20_000);

        TestResponse answer = company.post("/opportunities?match_by=%1b%0d%0a" + "y".repeat(2_000), """
                {"title": "%1$s", "trades": ["%1$s"], "value": "%1$s", "status": "%1$s", "accountId": "%1$s", "primaryPhone": "%1$s",
                 "custom": {"%2$s": 1, "roof_type": "%1$s", "power": "%1$s"}}""".formatted(evil,
                evil.substring(0, 900).replace("\\ud800", "")));

        assertRefused(answer, 400, "VALIDATION_ERROR");
        assertThat(answer.errorFields()).hasSize(11);
        for (JsonNode error : answer.json().get("errors")) {
            assertThat(error.get("field").stringValue() + error.get("message").stringValue()).hasSizeLessThan(500);
            assertThat(error.toString() + error.get("message").stringValue()).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Cs}]");
        }
    }
}
