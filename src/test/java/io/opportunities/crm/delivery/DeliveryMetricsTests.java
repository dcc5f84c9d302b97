package io.opportunities.crm.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.DatabaseOwner;
import io.opportunities.support.Receiver;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

@ApiTest
@TestPropertySource(properties = "opportunities.webhooks.allow-private-targets=true")
class DeliveryMetricsTests {

    @Autowired
    private DeliveryMetrics metrics;

    @Autowired
    private MeterRegistry meters;

    @Autowired
    private DatabaseOwner owner;

    private final Client company;

    DeliveryMetricsTests(Client company) {
        this.company = company;
    }

    @Test
    void aWebhookHasAMetricWhileItFails() throws Exception {
        try (Receiver receiver = new Receiver()) {
            receiver.answer(delivery -> 500);
            String id = String.valueOf(company.post("/webhooks", "{\"url\": \"%s\"}".formatted(receiver.url())).id());
            company.post("/contacts", "{\"name\": \"Ann\"}");

            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> failing(id).isPresent());
            assertThat(failing(id).orElseThrow()).isNotNegative();

            company.patch("/webhooks/" + id, "{\"active\": false}");
            assertThat(failing(id)).isEmpty();
        }
    }

    @Test
    void aWebhookThatDeliversLateIsBehind() throws Exception {
        owner.sql("update webhook set is_active = false").update();
        try (Receiver receiver = new Receiver()) {
            receiver.answer(delivery -> {
                LockSupport.parkNanos(Duration.ofSeconds(4).toNanos());
                return 200;
            });
            company.post("/webhooks", "{\"url\": \"%s\"}".formatted(receiver.url()));
            company.post("/contacts", "{\"name\": \"Ann\"}");

            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> behind() >= 2);
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> behind() == 0);
        }
    }

    private double behind() {
        metrics.look();
        return meters.get("opportunities.webhooks.behind").gauge().value();
    }

    private Optional<Double> failing(String webhook) {
        metrics.look();
        return meters.find("opportunities.webhooks.failing").tag("webhook", webhook).gauges().stream().findFirst()
                .map(gauge -> gauge.value());
    }
}
