package io.opportunities.trials;

import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * A request that makes something.
 *
 * @param key its {@code Idempotency-Key}
 * @param shares what it has in common with requests of other clients, so that one record is made of all; its own key where nothing
 */
record Post(String target, Map<String, Object> body, String key, String shares) {

    boolean isContact() {
        return target.equals("/contacts");
    }

    String json() {
        return JsonMapper.shared().writeValueAsString(body);
    }
}
