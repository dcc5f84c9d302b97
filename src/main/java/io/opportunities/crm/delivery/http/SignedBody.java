package io.opportunities.crm.delivery.http;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import io.opportunities.crm.event.EventResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * The body of a delivery with its signatures.
 *
 * @see <a href="https://www.standardwebhooks.com">Standard Webhooks</a>
 */
public final class SignedBody {

    private SignedBody() {}

    /** Returns the body {@code {event, record}}. */
    public static byte[] of(EventResponse event, JsonMapper json) {
        return json.writeValueAsBytes(new Body(event, event.record()));
    }

    private record Body(@JsonIgnoreProperties("record") EventResponse event, Object record) {}

    /**
     * Returns the headers that sign a body.
     *
     * @param id the same on each attempt
     * @param at time of the attempt
     * @throws IllegalStateException for a secret that is not one of a webhook
     */
    public static Map<String, String> headers(String id, Instant at, byte[] body, List<String> secrets) {
        String payload = new String(body, StandardCharsets.UTF_8);
        String signatures = secrets.stream().map(secret -> sign(secret, id, at, payload)).collect(Collectors.joining(" "));
        return Map.of("webhook-id", id, "webhook-timestamp", String.valueOf(at.getEpochSecond()), "webhook-signature", signatures,
                "User-Agent", "opportunities");
    }

    private static String sign(String secret, String id, Instant at, String payload) {
        try {
            return new Webhook(secret).sign(id, at.getEpochSecond(), payload);
        } catch (EmptyWebhookSecretException | WebhookSigningException e) {
            throw new IllegalStateException("a secret does not sign", e);
        }
    }
}
