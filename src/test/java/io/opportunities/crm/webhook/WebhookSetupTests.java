package io.opportunities.crm.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Basic;
import io.opportunities.support.Client;
import io.opportunities.support.Concurrently;
import io.opportunities.support.Receiver;
import io.opportunities.support.TestResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Test calls, replays and the setup of webhooks. */
@Tag("citus")
@ApiTest
@TestPropertySource(properties = "opportunities.webhooks.allow-private-targets=true")
class WebhookSetupTests extends WebhookCalls {

    WebhookSetupTests(Client company) throws Exception {
        super(company);
    }

    @Test
    void retryAfterIsHonoured() {
        webhook("");
        receiver.answerHeaders(Map.of("Retry-After", "4"));
        receiver.answer(delivery -> receiver.all().isEmpty() ? 429 : 200);
        long began = System.nanoTime();
        company.post("/opportunities", body("Roof"));

        receiver.awaitAccepted(1);

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(3_500));
    }

    @Test
    void goneSwitchesOff() {
        long id = webhook("").id();
        receiver.answer(delivery -> 410);
        company.post("/opportunities", body("Roof"));

        Awaitility.await().atMost(Duration.ofSeconds(20))
                .until(() -> company.get("/webhooks/" + id).json().get("status").stringValue().equals("OFF"));

        assertThat(receiver.all()).hasSize(1);
    }

    @Test
    void oneDeliveryAndAnIntervalAreReplayedWithTheSameIds() {
        long id = webhook("").id();
        Instant from = Instant.now().minusSeconds(5);
        company.post("/opportunities", body("Roof"));
        company.post("/opportunities", body("Shed"));
        Set<String> ids = receiver.awaitAccepted(2).stream().map(Receiver.Delivery::id).collect(Collectors.toSet());
        Awaitility.await().until(() -> deliveries(id).size() == 2);

        company.post("/webhooks/%d/deliveries/%d/replay".formatted(id, deliveries(id).get(0).get("id").asLong()), "");
        assertThat(ids).contains(receiver.awaitAccepted(3).get(2).id());
        TestResponse replay = company.post("/webhooks/" + id + "/replay", """
                {"from": "%s", "to": "%s"}""".formatted(from, Instant.now().plusSeconds(60)));

        assertThat(replay.status()).isEqualTo(200);
        assertThat(new HashSet<>(receiver.awaitAccepted(5).subList(3, 5).stream().map(Receiver.Delivery::id).toList())).isEqualTo(ids);
    }

    @Test
    void testCallReturnsTheAnswer() {
        JsonNode webhook = webhook("").json();

        JsonNode tested = company.post("/webhooks/%d/test".formatted(webhook.get("id").asLong()), "").json();

        assertThat(tested.get("delivered").booleanValue()).isTrue();
        assertThat(tested.get("responseStatus").asInt()).isEqualTo(200);
        assertVerified(receiver.all().getFirst(), webhook.get("secret").stringValue());
    }

    @Test
    void companyHasAtMost50WebhooksAlsoIfTheyAreAddedAtOnce() throws Exception {
        String request = "{\"url\": \"%s\", \"active\": false}".formatted(receiver.url());
        for (int i = 0; i < 45; i++) {
            company.post("/webhooks", request);
        }

        List<TestResponse> answers = Concurrently.send(Collections.nCopies(15, () -> company.post("/webhooks", request)));

        assertThat(answers).extracting(TestResponse::status).containsOnly(201, 409).filteredOn(status -> status == 201).hasSize(5);
        assertThat(company.post("/webhooks", request).body()).contains("at most 50 webhooks");
    }

    @Test
    void onlyAdminsSeeAndSetUpWebhooks() {
        long id = webhook("").id();
        company.post("/users", """
                {"email": "member-%d@example.com", "password": "password of a member", "role": "MEMBER"}""".formatted(id));
        TestResponse key = company.withKey(null).post("/api-keys", "{}", Basic.of("member-%d@example.com".formatted(id),
                "password of a member"));
        Client member = company.withKey(key.json().get("token").stringValue());

        assertThat(member.get("/webhooks").status()).isEqualTo(403);
        assertThat(member.get("/webhooks/" + id).status()).isEqualTo(403);
        assertThat(member.post("/webhooks/" + id + "/test", "").status()).isEqualTo(403);
        assertThat(member.delete("/webhooks/" + id).status()).isEqualTo(403);
        assertThat(company.delete("/webhooks/" + id).status()).isEqualTo(200);
        assertThat(company.get("/webhooks/" + id).status()).isEqualTo(404);
    }

    @Test
    void wrongMembersAreNamed() {
        for (String url : List.of("ftp://example.com", "example.com", "http://user:password@example.com/", "http://", "http://a b/",
                "http://example.com/#part", "javascript:alert(1)")) {
            assertThat(company.post("/webhooks", "{\"url\": \"%s\"}".formatted(url)).errorFields()).as(url).containsExactly("url");
        }
        assertThat(company.post("/webhooks", "{\"url\": \"https://example.com\", \"triggers\": [\"NOTHING\"]}").status()).isEqualTo(400);
        assertThat(company.post("/webhooks", "{}").errorFields()).containsExactly("url");
    }
}
