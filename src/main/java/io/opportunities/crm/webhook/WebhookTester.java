package io.opportunities.crm.webhook;

import io.opportunities.crm.delivery.http.SignedBody;
import io.opportunities.crm.delivery.http.Target;
import io.opportunities.crm.delivery.http.WebhookClient;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Sends a test event to a webhook, and waits for the answer without a transaction. */
@Component
class WebhookTester {

    private final WebhookService webhooks;
    private final WebhookClient client;
    private final InstantSource time;

    WebhookTester(WebhookService webhooks, WebhookClient client, InstantSource time) {
        this.webhooks = webhooks;
        this.client = client;
        this.time = time;
    }

    AttemptResponse test(long id) {
        Instant now = time.instant();
        Target target = webhooks.find(id).target(now);
        String eventId = "test_" + UUID.randomUUID();
        byte[] body = """
                {"event":{"eventId":"%s","triggerKey":"TEST","triggerName":"Test","firedAt":"%s"},"record":null}"""
                .formatted(eventId, now).getBytes(StandardCharsets.UTF_8);
        return AttemptResponse.of(eventId, client.test(target.url(),
                new WebhookClient.Message(body, SignedBody.headers(eventId, now, body, target.secrets()))));
    }
}
