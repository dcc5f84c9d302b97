package io.opportunities.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.database.RetentionTask;
import io.opportunities.support.ApiTest;
import io.opportunities.support.Basic;
import io.opportunities.support.Client;
import io.opportunities.support.Concurrently;
import io.opportunities.support.DatabaseOwner;
import io.opportunities.support.Service;
import io.opportunities.support.TestResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

@ApiTest
class IdempotencyTests {

    private static final String BODY = """
            {"title": "Replace roof", "address": "1 Main St, Nashville, TN", "trades": ["Roofing"], "primaryEmail": "dana@example.com"}""";

    @Autowired
    Service service;

    @Autowired
    RetentionTask expiry;

    @Autowired
    DatabaseOwner database;

    Client company;
    String key;

    @BeforeEach
    void begin() {
        company = service.newCompany();
        key = UUID.randomUUID().toString();
    }

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

    @Test
    void aKeyThatIsBeingWorkedOnForLongIsAConflict() throws Exception {
        send("/contacts", "{\"name\": \"Dana\"}", "begun");
        try (Connection other = database.begin()) {
            lock("begun", other);

            TestResponse refused = send("/contacts", "{\"name\": \"Dana\"}", "begun");

            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.json().get("message").stringValue()).contains("still being worked on");
            other.rollback();
        }
        assertThat(send("/contacts", "{\"name\": \"Dana\"}", "begun").header("Idempotent-Replayed")).isEqualTo("true");
    }

    /** A proxy may repeat a request on another replica before the database detects the failure of the first. */
    @Test
    void aKeyThatIsGivenBackInAMomentIsWaitedFor() throws Exception {
        send("/contacts", "{\"name\": \"Dana\"}", "dying");
        try (Connection other = database.begin(); ExecutorService client = Executors.newSingleThreadExecutor()) {
            lock("dying", other);

            Future<TestResponse> again = client.submit(() -> send("/contacts", "{\"name\": \"Dana\"}", "dying"));
            Thread.sleep(1200);
            other.rollback();

            assertThat(again.get().header("Idempotent-Replayed")).isEqualTo("true");
        }
    }

    /** Locks a used key, as the transaction of another replica does. */
    private static void lock(String key, Connection other) {
        JdbcClient.create(new SingleConnectionDataSource(other, true)).sql("""
                select pg_advisory_xact_lock(hashtextextended(concat_ws(':', 'idempotency', company_id, user_id, api_key_id,
                           encode(key_digest, 'hex')), 0))
                  from idempotency_key where key_digest = sha256(?::bytea)
                """).param(key).query().listOfRows();
    }

    @Test
    void aTokenIsAnsweredAgainThoughItIsStoredNowhere() {
        String number = company.get("/users").json().get(0).get("email").stringValue().replaceAll("\\D", "");
        Map<String, String> headers = login("admin%s@example.com".formatted(number), "password of " + number);
        Client keyless = company.withKey(null);

        TestResponse first = keyless.post("/api-keys", "{\"name\": \"CI\"}", headers);
        TestResponse again = keyless.post("/api-keys", "{\"name\": \"CI\"}", headers);

        assertThat(first.status()).isEqualTo(200);
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(again.body()).isEqualTo(first.body());
        String token = first.json().get("token").stringValue();
        assertThat(company.withKey(token).get("/users").status()).isEqualTo(200);
        assertThat(database.sql("select count(*) from idempotency_key where position(?::bytea in body) > 0")
                .param(token.getBytes(StandardCharsets.UTF_8)).query(Long.class).single()).isZero();
    }

    @Test
    void anAnswerSealedWithAnotherSpellingOfTheLoginIsNotOpened() {
        String number = company.get("/users").json().get(0).get("email").stringValue().replaceAll("\\D", "");
        Client keyless = company.withKey(null);

        TestResponse first = keyless.post("/api-keys", "{}", login("admin%s@example.com".formatted(number), "password of " + number));
        TestResponse other = keyless.post("/api-keys", "{}", login("Admin%s@example.com".formatted(number), "password of " + number));

        assertThat(first.status()).isEqualTo(200);
        assertThat(other.status()).isEqualTo(422);
    }

    private Map<String, String> login(String email, String password) {
        Map<String, String> headers = new HashMap<>(Basic.of(email, password));
        headers.put("Idempotency-Key", key);
        return headers;
    }

    @Test
    void anExplanationAndAPreviewOfAMergeDoNotUseUpTheirKey() {
        Client company = service.newCompany();
        long target = company.post("/opportunities", opportunity("Roof")).id();
        long source = company.post("/opportunities", opportunity("Gutter")).id();
        String sources = "{\"sources\": [%d]}".formatted(source);

        for (String call : List.of("/opportunities/explain", "/opportunities/" + target + "/merge?dry_run=true")) {
            String body = call.endsWith("explain") ? opportunity("Deck") : sources;
            TestResponse first = company.post(call, body, Map.of("Idempotency-Key", "preview"));
            TestResponse again = company.post(call, body, Map.of("Idempotency-Key", "preview"));

            assertThat(first.status()).as(first.body()).isEqualTo(200);
            assertThat(again.status()).isEqualTo(200);
            assertThat(again.header("Idempotent-Replayed")).isNull();
        }
        TestResponse merged = company.post("/opportunities/" + target + "/merge", sources, Map.of("Idempotency-Key", "merge"));
        TestResponse repeated = company.post("/opportunities/" + target + "/merge", sources, Map.of("Idempotency-Key", "merge"));
        assertThat(merged.status()).isEqualTo(200);
        assertThat(repeated.body()).isEqualTo(merged.body());
        assertThat(repeated.header("Idempotent-Replayed")).isEqualTo("true");
    }

    private static String opportunity(String title) {
        return "{\"title\": \"%s\", \"address\": \"1 Oak St, Nashville, TN 37201\", \"trades\": [\"Roofing\"]}".formatted(title);
    }

    @Test
    void afterADayTheKeyIsFreeAndItsAnswerRemoved() {
        TestResponse first = send("/contacts", "{\"name\": \"Dana\"}", "old");
        long kept = kept();
        database
                .sql("update idempotency_key set created_at = now() - interval '25 hours' where key_digest = sha256('old')")
                .update();

        TestResponse later = send("/contacts", "{\"name\": \"Dana\"}", "old");
        database
                .sql("update idempotency_key set created_at = now() - interval '25 hours' where key_digest = sha256('old')")
                .update();
        expiry.expire();

        assertThat(later.header("Idempotent-Replayed")).isNull();
        assertThat(later.id()).isNotEqualTo(first.id());
        assertThat(kept).isPositive();
        assertThat(database.sql("select count(*) from idempotency_key where created_at < ?")
                .param(Timestamp.from(Instant.now().minusSeconds(86_400))).query(Long.class).single()).isZero();
    }

    private long kept() {
        return database.sql("select count(*) from idempotency_key where key_digest = sha256('old')").query(Long.class)
                .single();
    }

    private TestResponse send(String path, String body, String idempotencyKey) {
        return company.post(path, body, Map.of("Idempotency-Key", idempotencyKey));
    }
}
