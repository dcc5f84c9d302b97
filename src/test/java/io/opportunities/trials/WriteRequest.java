package io.opportunities.trials;

import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * A request that creates a record.
 *
 * @param key its {@code Idempotency-Key}
 * @param shares the value it shares with requests of other clients, so that all create one record; its own key if none
 */
record WriteRequest(String target, Map<String, Object> body, String key, String shares) {

    boolean isContact() {
        return target.equals("/contacts");
    }

    String json() {
        return JsonMapper.shared().writeValueAsString(body);
    }
}
