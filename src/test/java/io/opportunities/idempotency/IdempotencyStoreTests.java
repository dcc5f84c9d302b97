package io.opportunities.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.database.RetentionTask;
import io.opportunities.support.ApiTest;
import io.opportunities.support.Basic;
import io.opportunities.support.Client;
import io.opportunities.support.DatabaseOwner;
import io.opportunities.support.TestResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Keys of requests that are still executed, secret responses, and the expiry of keys. */
@ApiTest
class IdempotencyStoreTests extends KeyedCalls {

    @Autowired
    RetentionTask expiry;

    @Autowired
    DatabaseOwner database;

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
}
