package io.opportunities.identity.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Basic;
import io.opportunities.support.Client;
import io.opportunities.support.DatabaseOwner;
import io.opportunities.support.Service;
import io.opportunities.support.TestResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@Tag("citus")
@ApiTest
class ApiKeyTests {

    @Autowired
    private Service service;

    @Autowired
    private DatabaseOwner database;

    private Client admin;
    private String email;

    @BeforeEach
    void aCompanyWithAMember() {
        admin = service.newCompany();
        email = UUID.randomUUID() + "@example.com";
        admin.post("/users", """
                {"email": "%s", "firstName": "Sam", "password": "correct horse"}""".formatted(email));
    }

    @Test
    void aPasswordMakesAKeyThatIsShownOnceAndKeptAsAHash() {
        TestResponse made = login(email, "correct horse", """
                {"name": "Form", "description": "Leads"}""");

        String token = made.json().get("token").stringValue();
        assertThat(made.status()).isEqualTo(200);
        assertThat(made.json().propertyNames()).containsExactly("token", "id", "companyId", "name", "description", "email");
        assertThat(token).startsWith("opp_").hasSizeGreaterThan(43);
        assertThat(admin.withKey(token).get("/opportunities").status()).isEqualTo(200);
        assertThat(admin.get("/api-keys").body()).doesNotContain(token).contains(token.substring(0, 12));
        assertThat(database.sql("select count(*) from api_key k where k::text like ?").param("%" + token + "%").query(Long.class).single())
                .isZero();
    }

    @Test
    void theBodyMayBeLeftOutAndTheEmailComeInAnyCase() {
        TestResponse made = admin.withKey(null).send("POST", "/v1/api-keys", null,
                Basic.of(email.toUpperCase(Locale.ROOT), "correct horse"));

        assertThat(made.status()).as(made.body()).isEqualTo(200);
        assertThat(made.json().get("email").stringValue()).isEqualTo(email);
    }

    @Test
    void aWrongPasswordAndAnUnknownUserAreRefusedAlike() {
        TestResponse wrong = login(email, "wrong", "{}");
        TestResponse unknown = login("nobody@example.com", "wrong", "{}");

        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.json().get("error").stringValue()).isEqualTo("Unauthorized");
        assertThat(wrong.json().get("code").stringValue()).isEqualTo("UNAUTHORIZED");
        assertThat(unknown.body().replaceAll("\"requestId\":\"[^\"]*\"", ""))
                .isEqualTo(wrong.body().replaceAll("\"requestId\":\"[^\"]*\"", ""));
    }

    @Test
    void aRevokedKeyStopsAtOnce() {
        TestResponse made = login(email, "correct horse", "{}");
        Client member = admin.withKey(made.json().get("token").stringValue());

        TestResponse revoked = member.delete("/api-keys/" + made.id());

        assertThat(revoked.status()).isEqualTo(200);
        assertThat(member.get("/opportunities").status()).isEqualTo(401);
        assertThat(admin.delete("/api-keys/" + made.id()).status()).isEqualTo(404);
    }

    @Test
    void anExpiredKeyIsRefused() {
        TestResponse made = login(email, "correct horse", """
                {"expiresAt": "%s"}""".formatted(Instant.now().plusSeconds(2)));
        Client member = admin.withKey(made.json().get("token").stringValue());

        assertThat(member.get("/opportunities").status()).isEqualTo(200);
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> member.get("/opportunities").status() == 401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2001-01-01T00:00:00Z", "+999999999-12-31T23:59:59Z", "+10000-01-01T00:00:00Z", "tomorrow"})
    void anExpiryThatIsPastOrNoTimeThatCanBeKeptIsRefused(String expiry) {
        TestResponse refused = login(email, "correct horse", """
                {"expiresAt": "%s"}""".formatted(expiry));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.errorFields()).containsExactly("expiresAt");
    }

    @Test
    void aReadKeyReadsAndAMemberSetsNothingUp() {
        Client reader = admin.withKey(login(email, "correct horse", """
                {"scope": "read"}""").json().get("token").stringValue());
        Client member = admin.withKey(login(email, "correct horse", "{}").json().get("token").stringValue());

        assertThat(reader.get("/opportunities").status()).isEqualTo(200);
        assertThat(reader.post("/opportunities", "{}").status()).isEqualTo(403);
        assertThat(member.post("/users", "{}").status()).isEqualTo(403);
        assertThat(member.post("/v1/workflows", "{}").status()).isEqualTo(403);
        assertThat(member.post("/properties", "{}").json().get("code").stringValue()).isEqualTo("FORBIDDEN");
        assertThat(member.get("/users").status()).isEqualTo(200);
    }

    @Test
    void whatMayNotBeDoneIsSaidWithWhatTheKeyLacks() {
        Client reader = admin.withKey(login(email, "correct horse", "{\"scope\": \"read\"}").json().get("token").stringValue());
        Client member = admin.withKey(login(email, "correct horse", "{}").json().get("token").stringValue());

        assertThat(message(reader.post("/opportunities", "{}"))).contains("scope full").doesNotContain("ADMIN");
        assertThat(message(member.post("/users", "{}"))).contains("role ADMIN").doesNotContain("scope");
        assertThat(message(reader.post("/v1/users", "{}"))).contains("scope full", "role ADMIN");
    }

    @Test
    void membersSeeTheirOwnKeysAndAdminsAllOfTheCompany() {
        Client member = admin.withKey(login(email, "correct horse", "{}").json().get("token").stringValue());

        assertThat(member.get("/api-keys").json()).hasSize(1);
        assertThat(admin.get("/api-keys").json()).hasSize(2);
        assertThat(member.delete("/api-keys/" + admin.get("/api-keys?order_by=asc").json().get(0).get("id")).status()).isEqualTo(404);
    }

    @Test
    void theUseOfADeprecatedPathIsCountedPerKey() {
        admin.get("/requests");
        admin.get("/v1/requests");

        Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            TestResponse keys = admin.get("/api-keys");
            assertThat(keys.json().get(0).get("deprecatedPathCalls").asLong()).isEqualTo(2);
            assertThat(keys.json().get(0).get("deprecatedPathLastUsedAt").isNull()).isFalse();
            assertThat(keys.json().get(0).get("lastUsedAt").isNull()).isFalse();
        });
    }

    private static String message(TestResponse refused) {
        assertThat(refused.status()).isEqualTo(403);
        return refused.json().get("message").stringValue();
    }

    private TestResponse login(String user, String password, String body) {
        return admin.withKey(null).post("/api-keys", body, Basic.of(user, password));
    }
}
