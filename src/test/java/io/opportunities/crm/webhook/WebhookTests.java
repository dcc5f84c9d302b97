package io.opportunities.crm.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.standardwebhooks.Webhook;
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
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

@Tag("citus")
@ApiTest
@TestPropertySource(properties = "opportunities.webhooks.allow-private-targets=true")
class WebhookTests {

    private final Client company;
    private final Receiver receiver = new Receiver();

    WebhookTests(Client company) throws Exception {
        this.company = company;
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void deliveryIsSignedAndHasTheRecord() {
        JsonNode webhook = webhook("").json();
        JsonNode made = company.post("/opportunities", body("Roof")).json();

        Receiver.Delivery delivery = receiver.awaitAccepted(1).getFirst();

        assertVerified(delivery, webhook.get("secret").stringValue());
        assertThat(delivery.json().get("record")).isEqualTo(made);
        assertThat(delivery.event().get("triggerKey").stringValue()).isEqualTo("REQUEST_CREATED");
        assertThat(delivery.event().get("eventId").stringValue()).isEqualTo(delivery.id());
        assertThat(delivery.event().has("record")).isFalse();
        Awaitility.await().until(() -> deliveries(webhook.get("id").asLong()).size() == 1);
        JsonNode noted = deliveries(webhook.get("id").asLong()).get(0);
        assertThat(noted.get("status").stringValue()).isEqualTo("DELIVERED");
        assertThat(noted.get("response").stringValue()).isEqualTo("answer 200");
    }

    @Test
    void secretIsShownOnceAndEachSignsForADayAfterItsRotation() {
        JsonNode webhook = webhook("").json();
        String place = "/webhooks/" + webhook.get("id").asLong();
        String first = webhook.get("secret").stringValue();

        String second = company.post(place + "/rotate", "").json().get("secret").stringValue();
        String third = company.post(place + "/rotate", "").json().get("secret").stringValue();

        assertThat(first).matches("whsec_[A-Za-z0-9+/]{43}=").isNotEqualTo(second);
        assertThat(company.get(place).body()).doesNotContain("secret\":").doesNotContain(first).doesNotContain(second);
        company.post("/opportunities", body("Roof"));
        Receiver.Delivery delivery = receiver.awaitAccepted(1).getFirst();
        assertVerified(delivery, first);
        assertVerified(delivery, second);
        assertVerified(delivery, third);
        for (int i = 0; i < 3; i++) {
            assertThat(company.post(place + "/rotate", "").status()).isEqualTo(200);
        }
        assertThat(company.post(place + "/rotate", "").status()).isEqualTo(409);
    }

    @Test
    void failingRecordKeepsItsOrderAndHoldsUpNoOther() {
        Set<String> failed = ConcurrentHashMap.newKeySet();
        long failing = company.post("/opportunities", body("Failing")).id();
        long other = company.post("/opportunities", body("Other")).id();
        webhook(", \"triggers\": [\"REQUEST_UPDATED\"]");
        receiver.answer(delivery -> delivery.event().get("recordId").asLong() == failing && failed.size() < 3 && failed.add(delivery.body()
                + failed.size()) ? 500 : 200);

        for (int i = 1; i <= 10; i++) {
            company.patch("/opportunities/" + failing, "{\"value\": %d}".formatted(i));
            company.patch("/opportunities/" + other, "{\"value\": %d}".formatted(i));
        }

        receiver.awaitAccepted(20);
        List<Integer> inOrder = IntStream.rangeClosed(1, 10).boxed().toList();
        assertThat(values(failing)).isEqualTo(inOrder);
        assertThat(values(other)).isEqualTo(inOrder);
        assertThat(receiver.all().stream().filter(delivery -> delivery.status() == 500).map(Receiver.Delivery::id).distinct()).hasSize(1);
        assertThat(receiver.accepted().stream().map(Receiver.Delivery::id).collect(Collectors.toSet())).hasSize(20);
    }

    /** The worker of the first time has ended, but its lease is not over. Another webhook keeps the instance busy. */
    @Test
    void webhookThatIsSwitchedOnAgainGoesOnAtOnce() {
        webhook("");
        String place = "/webhooks/" + webhook(", \"description\": \"paused\"").json().get("id");
        company.post("/opportunities", body("Before"));
        receiver.awaitAccepted(2);
        company.patch(place, "{\"active\": false}");
        company.post("/opportunities", body("Meanwhile"));
        receiver.awaitAccepted(3);
        Awaitility.await().pollDelay(Duration.ofSeconds(6)).until(() -> true);

        company.patch(place, "{\"active\": true}");
        company.post("/opportunities", body("After"));

        receiver.awaitAccepted(5);
    }

    @Test
    void longAnswerCountsByItsStatusAndItsBeginningIsShown() {
        JsonNode webhook = webhook("").json();
        receiver.answerBody("x".repeat(5_000_000));

        company.post("/opportunities", body("Roof"));

        receiver.awaitAccepted(1);
        Awaitility.await().until(() -> deliveries(webhook.get("id").asLong()).size() == 1);
        JsonNode noted = deliveries(webhook.get("id").asLong()).get(0);
        assertThat(noted.get("status").stringValue()).isEqualTo("DELIVERED");
        assertThat(noted.get("response").stringValue()).hasSizeBetween(100, 1_010);
    }

    @Test
    void everyEventArrivesAtAReceiverThatIsDownForAWhile() {
        webhook("");
        receiver.answer(delivery -> 503);
        for (int i = 0; i < 40; i++) {
            company.post("/opportunities", body("Roof " + i));
        }
        Awaitility.await().until(() -> receiver.all().size() >= 10);

        receiver.answer(delivery -> 200);

        receiver.awaitAccepted(40);
        assertThat(receiver.accepted().stream().map(Receiver.Delivery::id).collect(Collectors.toSet())).hasSize(40);
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

    private TestResponse webhook(String more) {
        TestResponse made = company.post("/webhooks", "{\"url\": \"%s\"%s}".formatted(receiver.url(), more));
        assertThat(made.status()).isEqualTo(201);
        return made;
    }

    private JsonNode deliveries(long id) {
        return company.get("/webhooks/%d/deliveries".formatted(id)).json();
    }

    private List<Integer> values(long recordId) {
        return receiver.accepted().stream().filter(delivery -> delivery.event().get("recordId").asLong() == recordId)
                .map(delivery -> delivery.json().get("record").get("value").asInt()).toList();
    }

    private static void assertVerified(Receiver.Delivery delivery, String secret) {
        assertThatCode(() -> new Webhook(secret).verify(delivery.body(), delivery.headers().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, header -> List.of(header.getValue()))))).doesNotThrowAnyException();
    }

    private static String body(String title) {
        return "{\"title\": \"%s\", \"address\": \"1 Oak St\", \"trades\": [\"Roofing\"]}".formatted(title);
    }
}
