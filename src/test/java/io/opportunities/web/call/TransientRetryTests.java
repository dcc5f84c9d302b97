package io.opportunities.web.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.DatabaseOwner;
import io.opportunities.support.Service;
import io.opportunities.support.TestResponse;
import java.sql.Connection;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Failures that PostgreSQL itself raises, by triggers that fail as often as a sequence specifies: a rollback does not affect sequences. */
@ApiTest
class TransientRetryTests {

    private static final String CONTACT = "{\"name\": \"Dana\"}";

    @Autowired
    Service service;

    @Autowired
    DatabaseOwner database;

    Client company;

    @BeforeEach
    void begin() {
        company = service.newCompany();
    }

    @AfterEach
    void mend() {
        database.sql("drop trigger if exists fails on contact").update();
        database.sql("drop function if exists fail()").update();
        database.sql("drop sequence if exists tries").update();
    }

    @ParameterizedTest
    @ValueSource(strings = {"40001", "40P01", "25006", "57P01", "08006"})
    void whatWasRolledBackIsTriedAgain(String state) {
        failOnInsert(2, "raise exception 'for this test' using errcode = '%s'".formatted(state));

        TestResponse made = company.post("/contacts", CONTACT);

        assertThat(made.status()).isEqualTo(201);
        assertThat(company.get("/contacts").json()).hasSize(1);
        assertThat(tries()).isEqualTo(3);
    }

    @Test
    void aConnectionThatIsCutInTheMiddleIsReplaced() {
        failOnInsert(1, "perform pg_terminate_backend(pg_backend_pid())");

        assertThat(company.post("/contacts", CONTACT).status()).isEqualTo(201);
        assertThat(company.get("/contacts").json()).hasSize(1);
    }

    @Test
    void whatGoesOnFailingIsGivenUpSoon() {
        failOnInsert(1_000, "raise exception 'for this test' using errcode = '40001'");
        long begun = System.nanoTime();

        TestResponse refused = company.post("/contacts", CONTACT);

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.header("Retry-After")).isEqualTo("2");
        assertThat(tries()).isEqualTo(5);
        assertThat(System.nanoTime() - begun).isLessThan(5_000_000_000L);
    }

    @Test
    void aBugOfOursIsNotTriedAgain() {
        failOnInsert(1_000, "raise exception 'for this test' using errcode = '22012'");

        assertThat(company.post("/contacts", CONTACT).status()).isEqualTo(500);
        assertThat(tries()).isEqualTo(1);
    }

    @Test
    void aCommitInDoubtIsLeftToTheClient() {
        failOnCommit(1, "perform pg_terminate_backend(pg_backend_pid())");

        TestResponse unknown = company.post("/contacts", CONTACT);

        assertThat(unknown.status()).isEqualTo(503);
        assertThat(unknown.json().get("message").stringValue()).contains("may have been done", "Idempotency-Key");
        assertThat(tries()).isEqualTo(1);
    }

    @Test
    void aCommitInDoubtWithAnIdempotencyKeyIsSettled() {
        failOnCommit(1, "perform pg_terminate_backend(pg_backend_pid())");

        TestResponse made = company.post("/contacts", CONTACT, Map.of("Idempotency-Key", "in doubt"));

        assertThat(made.status()).isEqualTo(201);
        assertThat(company.get("/contacts").json()).hasSize(1);
    }

    @Test
    void aCommitThatLostAgainstAnotherIsTriedAgain() {
        failOnCommit(1, "raise exception 'for this test' using errcode = '40P01'");

        assertThat(company.post("/contacts", CONTACT).status()).isEqualTo(201);
        assertThat(company.get("/contacts").json()).hasSize(1);
    }

    @Test
    void aWaitForAMatchLockOverItsLimitIsUnavailable() throws Exception {
        String body = "{\"title\": \"Locked\", \"address\": \"1 A St\", \"trades\": [\"x\"]}";
        company.post("/opportunities", body);
        try (Connection other = database.begin()) {
            other.createStatement().execute("select from opportunity where title = 'Locked' for update");
            long begun = System.nanoTime();

            TestResponse refused = company.post("/opportunities?match_found_strategy=replace", body.replace("1 A St", "2 B St"));

            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("Retry-After")).isNotNull();
            assertThat(System.nanoTime() - begun).isLessThan(6_000_000_000L);
            other.rollback();
        }
    }

    private void failOnInsert(int times, String failure) {
        fail(times, failure, "create trigger fails before insert on contact");
    }

    private void failOnCommit(int times, String failure) {
        fail(times, failure, "create constraint trigger fails after insert on contact deferrable initially deferred");
    }

    private void fail(int times, String failure, String trigger) {
        database.sql("create sequence tries").update();
        database.sql("grant all on sequence tries to public").update();
        database.sql("""
                create function fail() returns trigger language plpgsql security definer as $$
                begin
                    if nextval('tries') <= %d then
                        %s;
                    end if;
                    return new;
                end $$
                """.formatted(times, failure)).update();
        database.sql(trigger + " for each row execute function fail()").update();
    }

    private long tries() {
        return database.sql("select last_value from tries").query(Long.class).single();
    }
}
