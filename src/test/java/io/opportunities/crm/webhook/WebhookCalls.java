package io.opportunities.crm.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.standardwebhooks.Webhook;
import io.opportunities.support.Client;
import io.opportunities.support.Receiver;
import io.opportunities.support.TestResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import tools.jackson.databind.JsonNode;

/** A company and a receiver of its webhooks. */
abstract class WebhookCalls {

    final Client company;
    final Receiver receiver = new Receiver();

    WebhookCalls(Client company) throws Exception {
        this.company = company;
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    TestResponse webhook(String more) {
        TestResponse made = company.post("/webhooks", "{\"url\": \"%s\"%s}".formatted(receiver.url(), more));
        assertThat(made.status()).isEqualTo(201);
        return made;
    }

    JsonNode deliveries(long id) {
        return company.get("/webhooks/%d/deliveries".formatted(id)).json();
    }

    static void assertVerified(Receiver.Delivery delivery, String secret) {
        assertThatCode(() -> new Webhook(secret).verify(delivery.body(), delivery.headers().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, header -> List.of(header.getValue()))))).doesNotThrowAnyException();
    }

    static String body(String title) {
        return "{\"title\": \"%s\", \"address\": \"1 Oak St\", \"trades\": [\"Roofing\"]}".formatted(title);
    }
}
