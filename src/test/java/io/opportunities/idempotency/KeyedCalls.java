package io.opportunities.idempotency;

import io.opportunities.support.Client;
import io.opportunities.support.Service;
import io.opportunities.support.TestResponse;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** Calls of one company with an {@code Idempotency-Key}. */
abstract class KeyedCalls {

    @Autowired
    Service service;

    Client company;
    String key;

    @BeforeEach
    void begin() {
        company = service.newCompany();
        key = UUID.randomUUID().toString();
    }

    TestResponse send(String path, String body, String idempotencyKey) {
        return company.post(path, body, Map.of("Idempotency-Key", idempotencyKey));
    }
}
