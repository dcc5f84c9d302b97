package io.opportunities.crm.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.Receiver;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

@Tag("citus")
@ApiTest
@TestPropertySource(properties = "opportunities.webhooks.allow-private-targets=true")
class WebhookTests extends WebhookCalls {

    WebhookTests(Client company) throws Exception {
        super(company);
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

    private List<Integer> values(long recordId) {
        return receiver.accepted().stream().filter(delivery -> delivery.event().get("recordId").asLong() == recordId)
                .map(delivery -> delivery.json().get("record").get("value").asInt()).toList();
    }
}
