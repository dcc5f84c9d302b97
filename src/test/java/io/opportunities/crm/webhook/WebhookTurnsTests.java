package io.opportunities.crm.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.DatabaseOwner;
import io.opportunities.support.Receiver;
import io.opportunities.support.Service;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** More webhooks than an instance may have workers. */
@ApiTest
@TestPropertySource(properties = {"opportunities.webhooks.allow-private-targets=true", "opportunities.webhooks.max-workers=2",
        "opportunities.webhooks.turn=100ms"})
@Tag("citus")
class WebhookTurnsTests {

    private static final int WEBHOOKS = 4;
    private static final int REPLAYED = 60;

    @Autowired
    private Service service;

    @Autowired
    private DatabaseOwner owner;

    private final Receiver receiver;

    WebhookTurnsTests() throws Exception {
        this.receiver = new Receiver();
    }

    /** Those of other tests would take turns too. */
    @BeforeEach
    void switchOffOtherWebhooks() {
        owner.sql("update webhook set is_active = false").update();
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void webhooksTakeTurnsSoThatEachGetsItsEvents() {
        AtomicInteger most = new AtomicInteger();
        List<Client> companies = IntStream.range(0, WEBHOOKS).mapToObj(i -> service.newCompany()).toList();
        companies.forEach(company -> company.post("/webhooks", "{\"url\": \"%s\"}".formatted(receiver.url())));

        for (int round = 1; round <= 2; round++) {
            companies.forEach(company -> company.post("/contacts", "{\"name\": \"Dana\"}"));
            int expected = WEBHOOKS * round;
            Awaitility.await().atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofMillis(20)).until(() -> {
                most.accumulateAndGet(workers(), Math::max);
                return receiver.accepted().stream().map(Receiver.Delivery::id).distinct().count() == expected;
            });
        }
        assertThat(most).hasValue(2);
    }

    /** The worker of the first webhook ends while its replay goes on. */
    @Test
    void replayContinuesWithTheNextWorkerAndDeliversEachEventOnce() {
        List<Client> companies = IntStream.range(0, WEBHOOKS).mapToObj(i -> service.newCompany()).toList();
        List<Long> webhooks = companies.stream()
                .map(company -> company.post("/webhooks", "{\"url\": \"%s\"}".formatted(receiver.url())).id()).toList();
        Client first = companies.getFirst();
        IntStream.range(0, REPLAYED).forEach(i -> first.post("/contacts", "{\"name\": \"Dana\"}"));
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> receiver.accepted().size() >= REPLAYED);
        Awaitility.await().until(() -> owner.sql("select count(*) from webhook_delivery where webhook_id = ? and status = 'DELIVERED'")
                .param(webhooks.getFirst()).query(Integer.class).single() == REPLAYED);
        receiver.answer(delivery -> {
            LockSupport.parkNanos(Duration.ofMillis(700).toNanos());
            return 200;
        });

        first.post("/webhooks/%d/replay".formatted(webhooks.getFirst()), "{\"from\": \"%s\", \"to\": \"%s\"}"
                .formatted(Instant.now().minusSeconds(300), Instant.now().plusSeconds(60)));

        receiver.awaitAccepted(2 * REPLAYED);
        Awaitility.await().during(Duration.ofSeconds(3)).until(() -> receiver.accepted().size() == 2 * REPLAYED);
        assertThat(receiver.accepted().stream().collect(Collectors.groupingBy(Receiver.Delivery::id, Collectors.counting())).values())
                .hasSize(REPLAYED).allMatch(times -> times == 2);
    }

    private int workers() {
        return owner
                .sql("""
                        select count(*) from webhook_progress p join webhook w on w.company_id = p.company_id and w.id = p.webhook_id and w.is_active
                         where p.leased_by is not null and p.leased_until > clock_timestamp()""")
                .query(Integer.class).single();
    }
}
