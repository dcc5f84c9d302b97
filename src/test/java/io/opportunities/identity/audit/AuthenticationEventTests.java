package io.opportunities.identity.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Basic;
import io.opportunities.support.Client;
import io.opportunities.support.DatabaseOwner;
import io.opportunities.support.Service;
import io.opportunities.support.TestResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@Tag("citus")
@ApiTest
class AuthenticationEventTests {

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
                {"email": "%s", "password": "correct horse"}""".formatted(email));
    }

    @Test
    void theEventsOfAKeyAreListed() {
        TestResponse made = make("{}");
        Client member = admin.withKey(made.json().get("token").stringValue());

        TestResponse used = member.get("/roles");
        member.get("/users");
        await(event -> is(event, "KEY_FIRST_USED", made.id()));
        TestResponse revoked = admin.delete("/api-keys/" + made.id());
        TestResponse refused = member.get("/roles");
        await(event -> is(event, "KEY_REFUSED", made.id()));

        List<JsonNode> events = admin.get("/authentication-events?order_by=asc&api_key_id=" + made.id()).json().valueStream().toList();
        assertThat(events).extracting(event -> event.get("kind").stringValue())
                .containsExactly("KEY_CREATED", "KEY_FIRST_USED", "KEY_REVOKED", "KEY_REFUSED");
        assertThat(events).extracting(event -> event.get("requestId").stringValue()).containsExactly(made.header("X-Request-Id"),
                used.header("X-Request-Id"), revoked.header("X-Request-Id"), refused.header("X-Request-Id"));
        assertThat(events).allSatisfy(event -> assertThat(event.get("address").stringValue()).isIn("127.0.0.1", "0:0:0:0:0:0:0:1"));
        assertThat(events.getLast().get("reason").stringValue()).isEqualTo("REVOKED");
        assertThat(events.get(2).get("userId").asLong()).as("the admin revoked it").isNotEqualTo(events.get(0).get("userId").asLong());
    }

    @Test
    void refusalsOfAnInactiveUsersKeyAndOfAnExpiredOneAreListed() {
        TestResponse expiring = make("{\"expiresAt\": \"%s\"}".formatted(Instant.now().plusSeconds(2)));
        TestResponse made = make("{}");
        long member = admin.get("/users?email=" + email).json().get(0).get("id").asLong();

        Client expired = admin.withKey(expiring.json().get("token").stringValue());
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> expired.get("/roles").status() == 401);
        await(event -> is(event, "KEY_REFUSED", expiring.id()) && event.get("reason").stringValue().equals("EXPIRED"));
        admin.delete("/users/" + member);
        admin.withKey(made.json().get("token").stringValue()).get("/roles");

        await(event -> is(event, "KEY_REFUSED", made.id()) && event.get("reason").stringValue().equals("USER_INACTIVE"));
    }

    @Test
    void aWrongPasswordOfAKnownUserIsListed() {
        TestResponse refused = admin.withKey(null).post("/api-keys", "{}", Basic.of(email, "wrong"));

        JsonNode event = await(each -> each.get("kind").stringValue().equals("LOGIN_REFUSED"));

        assertThat(event.get("requestId").stringValue()).isEqualTo(refused.header("X-Request-Id"));
        assertThat(event.get("apiKeyId").isNull()).isTrue();
        assertThat(admin.get("/authentication-events?user_id=" + event.get("userId").asLong()).json()).isNotEmpty();
    }

    @Test
    void manyRefusalsOfTheSameKeyAreOneRow() {
        TestResponse made = make("{}");
        admin.delete("/api-keys/" + made.id());
        for (int i = 0; i < 10; i++) {
            admin.withKey(made.json().get("token").stringValue()).get("/roles");
        }
        await(event -> is(event, "KEY_REFUSED", made.id()));
        // later refusals are stored later
        admin.withKey(null).post("/api-keys", "{}", Basic.of(email, "wrong"));
        await(event -> event.get("kind").stringValue().equals("LOGIN_REFUSED"));

        assertThat(
                admin.get("/authentication-events?page_size=100").json().valueStream().filter(event -> is(event, "KEY_REFUSED", made.id())))
                .hasSize(1);
    }

    @Test
    void manyRefusalsOfAnEmailInAnySpellingAreOneRow() {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> Instant.now().getEpochSecond() % 60 < 40);
        for (String spelling : List.of(email, email.toUpperCase(Locale.ROOT), " " + email, email.replace("e", "E"))) {
            admin.withKey(null).post("/api-keys", "{}", Basic.of(spelling, "wrong"));
        }
        await(event -> event.get("kind").stringValue().equals("LOGIN_REFUSED"));
        TestResponse made = make("{}");
        admin.delete("/api-keys/" + made.id());
        admin.withKey(made.json().get("token").stringValue()).get("/roles");
        // later refusals are stored later
        await(event -> is(event, "KEY_REFUSED", made.id()));

        assertThat(admin.get("/authentication-events?page_size=100").json().valueStream()
                .filter(event -> event.get("kind").stringValue().equals("LOGIN_REFUSED"))).hasSize(1);
    }

    @Test
    void onlyAdminsReadThemAndOnlyOfTheirCompany() {
        Client member = admin.withKey(make("{}").json().get("token").stringValue());

        assertThat(member.get("/authentication-events").status()).isEqualTo(403);
        assertThat(member.get("/v1/authentication-events").status()).isEqualTo(403);
        assertThat(admin.withKey(null).get("/authentication-events").status()).isEqualTo(401);
        long ours = admin.get("/authentication-events").json().get(0).get("id").asLong();
        assertThat(service.newCompany().get("/authentication-events").json().valueStream().map(event -> event.get("id").asLong()))
                .isNotEmpty().doesNotContain(ours);
    }

    @Test
    void theyArePagedLikeOtherLists() {
        make("{}");
        make("{}");

        TestResponse page = admin.get("/authentication-events?page_size=2&cursor=&include_total=true");
        TestResponse next = admin.get("/authentication-events?page_size=2&cursor=" + page.header("X-Next-Cursor"));

        assertThat(page.json()).hasSize(2);
        assertThat(Integer.parseInt(page.header("X-Total-Count"))).isGreaterThanOrEqualTo(3);
        assertThat(next.json().get(0).get("id").asLong()).isLessThan(page.json().get(1).get("id").asLong());
    }

    @Test
    void noSecretIsInThem() {
        TestResponse made = make("{}");
        String token = made.json().get("token").stringValue();
        admin.withKey(token).get("/roles");
        admin.delete("/api-keys/" + made.id());
        admin.withKey(token).get("/roles");
        admin.withKey(null).post("/api-keys", "{}", Basic.of(email, "a wrong password"));
        await(event -> event.get("kind").stringValue().equals("LOGIN_REFUSED"));

        String rows = database.sql("select coalesce(string_agg(e::text, ' '), '') from authentication_event e").query(String.class)
                .single();
        assertThat(rows).contains("KEY_REFUSED").doesNotContain("opp_", token.substring(4), "a wrong password", email);
    }

    @Test
    void anEmailThatCannotBeStoredIsRefusedAndNotInTheWayOfOthers() {
        TestResponse refused = admin.withKey(null).post("/api-keys", "{}", Basic.of("a\0@example.com", "wrong"));

        assertThat(refused.status()).isEqualTo(401);
        admin.withKey(null).post("/api-keys", "{}", Basic.of(email, "wrong"));
        await(each -> each.get("kind").stringValue().equals("LOGIN_REFUSED"));
    }

    private JsonNode await(Predicate<JsonNode> wanted) {
        return Awaitility.await().atMost(Duration.ofSeconds(15)).until(() -> admin.get("/authentication-events?page_size=100").json()
                .valueStream().filter(wanted).findFirst().orElse(null), event -> event != null);
    }

    private static boolean is(JsonNode event, String kind, long keyId) {
        return event.get("kind").stringValue().equals(kind) && event.get("apiKeyId").asLong() == keyId;
    }

    private TestResponse make(String body) {
        return admin.withKey(null).post("/api-keys", body, Basic.of(email, "correct horse"));
    }
}
