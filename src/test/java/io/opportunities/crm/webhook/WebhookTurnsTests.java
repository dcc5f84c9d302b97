package io.opportunities.crm.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.DatabaseOwner;
import io.opportunities.support.Receiver;
import io.opportunities.support.Service;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** More webhooks than an instance may have workers. */
@ApiTest
@TestPropertySource(properties = {"opportunities.webhooks.allow-private-targets=true", "opportunities.webhooks.max-workers=2",
        "opportunities.webhooks.turn=100ms"})
class WebhookTurnsTests {

    private static final int WEBHOOKS = 4;

    @Autowired
    private Service service;

    @Autowired
    private DatabaseOwner owner;

    private final Receiver receiver;

    WebhookTurnsTests() throws Exception {
        this.receiver = new Receiver();
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

    private int workers() {
        return owner.sql("select count(*) from webhook_progress where leased_by is not null and leased_until > clock_timestamp()")
                .query(Integer.class).single();
    }
}
