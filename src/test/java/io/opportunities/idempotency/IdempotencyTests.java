package io.opportunities.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.Concurrently;
import io.opportunities.support.TestResponse;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ApiTest
class IdempotencyTests extends KeyedCalls {

    private static final String BODY = """
            {"title": "Replace roof", "address": "1 Main St, Nashville, TN", "trades": ["Roofing"], "primaryEmail": "dana@example.com"}""";

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "/opportunities?match_by=primaryPhone | {\"title\": \"A\", \"address\": \"1 A St\", \"trades\": [\"x\"], \"nosuch\": 1}",
            "/requests?match_by=primaryPhone      | {\"title\": \"A\", \"address\": \"1 A St\", \"trades\": [\"x\"]}",
            "/accounts?match_by=primaryPhone      | {\"title\": \"A\", \"address\": \"1 A St\"}",
            "/v1/contacts                         | {\"name\": \"Dana\"}",
            "/workflows                           | {\"name\": \"W\", \"phases\": [{\"name\": \"one\"}]}",
            "/properties                          | {\"recordType\": \"opportunity\", \"name\": \"Roof type\", \"type\": \"TEXT\"}",
            "/users                               | {\"email\": \"once@example.com\"}"})
    void whatIsSentAgainIsAnsweredAgainAndNotDoneAgain(String path, String body) {
        TestResponse first = send(path, body.replace("once@", key + "@"), key);

        TestResponse again = send(path, body.replace("once@", key + "@"), key);

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.header("Idempotent-Replayed")).isNull();
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        for (String header : List.of("Location", "ETag", "X-Match-Outcome", "X-Match-Count", "X-Ignored-Fields", "Deprecation")) {
            assertThat(again.header(header)).as(header).isEqualTo(first.header(header));
        }
    }

    @Test
    void theAnswerIsTheFirstOneEvenWhenTheRecordHasChanged() {
        TestResponse first = send("/opportunities", BODY, key);
        company.patch("/opportunities/" + first.id(), "{\"title\": \"Other\"}");

        assertThat(send("/opportunities", BODY, key).body()).isEqualTo(first.body());
    }

    @Test
    void anotherRequestWithTheSameKeyIsRefused() {
        send("/opportunities", BODY, key);

        for (TestResponse refused : List.of(send("/opportunities", BODY.replace("roof", "door"), key), send("/requests", BODY, key),
                send("/opportunities?match_by=address", BODY, key))) {
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.json().get("code").stringValue()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
        }
    }

    @Test
    void aKeyBelongsToTheApiKeyThatSentIt() {
        TestResponse first = send("/contacts", "{\"name\": \"Dana\"}", key);
        Client other = service.newCompany();

        TestResponse ofOther = other.post("/contacts", "{\"name\": \"Dana\"}", Map.of("Idempotency-Key", key));

        assertThat(ofOther.status()).isEqualTo(201);
        assertThat(ofOther.header("Idempotent-Replayed")).isNull();
        assertThat(ofOther.id()).isNotEqualTo(first.id());
    }

    @Test
    void whatWasRefusedIsNotKept() {
        TestResponse refused = send("/opportunities", BODY.replace("Replace roof", ""), key);

        TestResponse mended = send("/opportunities", BODY, key);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(mended.status()).isEqualTo(201);
        assertThat(mended.header("Idempotent-Replayed")).isNull();
    }

    @Test
    void aDryRunDoesNotUseUpItsKey() {
        assertThat(send("/opportunities?dry_run=true", BODY, key).status()).isEqualTo(200);
        assertThat(send("/opportunities", BODY, key).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "", "tab\there"})
    void aMalformedKeyIsRefusedWithEverythingElseThatIsWrong(String malformed) {
        TestResponse refused = send("/opportunities", "{\"trades\": [\"x\"]}", malformed);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.errorFields()).containsExactly("title", "address", "Idempotency-Key");
    }

    @Test
    void theLongestKeyIsTakenAndALongerOneRefused() {
        assertThat(send("/opportunities", BODY, "k".repeat(255)).status()).isEqualTo(201);
        assertThat(send("/opportunities", BODY, "k".repeat(256)).errorFields()).containsExactly("Idempotency-Key");
    }

    @Test
    void ofManyAtOnceOneIsExecutedAndTheOthersGetItsResponseOrAConflict() throws Exception {
        Callable<TestResponse> request = () -> send("/contacts", "{\"name\": \"Dana\"}", key);

        List<TestResponse> all = Concurrently.send(Collections.nCopies(32, request));

        assertThat(all).allMatch(answer -> answer.status() == 201 || answer.status() == 409);
        assertThat(all.stream().filter(answer -> answer.status() == 201).map(TestResponse::body).distinct()).hasSize(1);
        assertThat(all.stream().filter(answer -> answer.status() == 409)).allMatch(answer -> "1".equals(answer.header("Retry-After")));
        assertThat(company.get("/contacts").json()).hasSize(1);
    }
}
