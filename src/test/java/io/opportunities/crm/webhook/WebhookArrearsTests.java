package io.opportunities.crm.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.DatabaseOwner;
import io.opportunities.support.Receiver;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** Records whose events wait, and what goes on beside them. */
@ApiTest
@TestPropertySource(properties = "opportunities.webhooks.allow-private-targets=true")
class WebhookArrearsTests {

    private final Client company;
    private final Receiver receiver = new Receiver();

    WebhookArrearsTests(Client company) throws Exception {
        this.company = company;
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void eventBehindManyChangesThatFireNothingIsDelivered() {
        long id = create("Roof");
        webhook(", \"triggers\": [\"DEAL_STATUS_MOVEMENT\"]");
        receiver.answerHeaders(Map.of("Retry-After", "3"));
        receiver.answer(delivery -> receiver.all().isEmpty() ? 429 : 200);
        company.patch("/opportunities/" + id, "{\"status\": \"ON_HOLD\"}");
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> receiver.all().size() == 1);

        IntStream.rangeClosed(1, 45).forEach(value -> company.patch("/opportunities/" + id, "{\"value\": %d}".formatted(value)));
        company.patch("/opportunities/" + id, "{\"status\": \"ACTIVE\"}");

        List<Receiver.Delivery> accepted = receiver.awaitAccepted(2);
        assertThat(accepted).extracting(delivery -> delivery.json().get("record").get("status").stringValue())
                .containsExactly("ON_HOLD", "ACTIVE");
    }

    /** More events than are read at once, all but the last of a record whose receiver is slow. */
    @Test
    void recordWithManyEventsHoldsUpNoOther() throws Exception {
        long hot = create("Hot");
        long other = create("Other");
        CountDownLatch first = new CountDownLatch(1);
        receiver.answer(delivery -> {
            if (delivery.event().get("recordId").asLong() == hot) {
                await(first);
            }
            return 200;
        });
        webhook(", \"triggers\": [\"REQUEST_UPDATED\"]");
        IntStream.rangeClosed(1, 250).forEach(value -> company.patch("/opportunities/" + hot, "{\"value\": %d}".formatted(value)));

        company.patch("/opportunities/" + other, "{\"value\": 1}");
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> values(other).equals(List.of(1)));
        assertThat(values(hot)).isEmpty();
        first.countDown();

        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> values(hot).size() >= 250);
        assertThat(values(hot)).isEqualTo(IntStream.rangeClosed(1, 250).boxed().toList());
    }

    @Test
    void failedReplayLeavesADeliveredEventDelivered() {
        long webhook = webhook("");
        create("Roof");
        receiver.awaitAccepted(1);
        Awaitility.await().until(() -> status(webhook).equals("DELIVERED"));
        receiver.answer(delivery -> 500);

        replay(webhook);

        Awaitility.await()
                .until(() -> company.get("/webhooks/%d/deliveries".formatted(webhook)).json().get(0).get("attempts").asInt() == 2);
        assertThat(status(webhook)).isEqualTo("DELIVERED");
    }

    @Test
    void replayOfAWaitingEventSendsItOnceAndThoseBehindIt() {
        long webhook = webhook("");
        receiver.answerHeaders(Map.of("Retry-After", "3600"));
        receiver.answer(delivery -> 500);
        long id = create("Roof");
        Awaitility.await().until(() -> status(webhook).equals("WAITING"));
        company.patch("/opportunities/" + id, "{\"value\": 7}");
        receiver.answer(delivery -> 200);

        company.post("/webhooks/%d/deliveries/%d/replay".formatted(webhook, delivery(webhook)), "").requireOk();

        assertThat(receiver.awaitAccepted(2)).extracting(delivery -> delivery.event().get("triggerKey").stringValue())
                .containsExactly("REQUEST_CREATED", "REQUEST_UPDATED");
        assertThat(receiver.all()).hasSize(3);
    }

    @Test
    void webhookThatIsOnAgainHasADayForWhatWaited(@Autowired DatabaseOwner owner) {
        long webhook = webhook("");
        receiver.answerHeaders(Map.of("Retry-After", "3600"));
        receiver.answer(delivery -> 500);
        create("Roof");
        Awaitility.await().until(() -> status(webhook).equals("WAITING"));
        company.patch("/webhooks/" + webhook, "{\"active\": false}").requireOk();
        Awaitility.await().until(() -> owner.sql("select leased_by is null from webhook_progress where webhook_id = ?").param(webhook)
                .query(Boolean.class).single());
        owner.sql("update webhook_backlog set first_at = first_at - interval '2 days' where webhook_id = ?").param(webhook).update();
        receiver.answerHeaders(Map.of());
        receiver.answer(delivery -> receiver.all().size() < 2 ? 500 : 200);

        company.patch("/webhooks/" + webhook, "{\"active\": true}").requireOk();

        receiver.awaitAccepted(1);
    }

    @Test
    void goneAtAReplaySwitchesOff() {
        long webhook = webhook("");
        create("Roof");
        receiver.awaitAccepted(1);
        Awaitility.await().until(() -> status(webhook).equals("DELIVERED"));
        receiver.answer(delivery -> 410);

        replay(webhook);

        Awaitility.await().until(() -> company.get("/webhooks/" + webhook).json().get("status").stringValue().equals("OFF"));
    }

    private void replay(long webhook) {
        assertThat(company.post("/webhooks/" + webhook + "/replay", """
                {"from": "%s", "to": "%s"}""".formatted(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60))).status())
                .isEqualTo(200);
    }

    private long delivery(long webhook) {
        return company.get("/webhooks/%d/deliveries".formatted(webhook)).json().get(0).get("id").asLong();
    }

    private String status(long webhook) {
        return company.get("/webhooks/%d/deliveries".formatted(webhook)).json().valueStream()
                .map(delivery -> delivery.get("status").stringValue()).collect(Collectors.joining());
    }

    private long webhook(String more) {
        return company.post("/webhooks", "{\"url\": \"%s\"%s}".formatted(receiver.url(), more)).id();
    }

    private long create(String title) {
        return company.post("/opportunities", "{\"title\": \"%s\", \"address\": \"1 Oak St\", \"trades\": [\"Roofing\"]}".formatted(title))
                .id();
    }

    private List<Integer> values(long recordId) {
        return receiver.accepted().stream().filter(delivery -> delivery.event().get("recordId").asLong() == recordId)
                .map(delivery -> delivery.json().get("record").get("value").asInt()).toList();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(8, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
