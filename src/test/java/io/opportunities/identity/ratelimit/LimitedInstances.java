package io.opportunities.identity.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.Client;
import io.opportunities.support.SecondInstance;
import io.opportunities.support.Service;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.beans.factory.annotation.Autowired;

/** Two instances with a low limit of calls. */
abstract class LimitedInstances {

    @Autowired
    Service service;

    SecondInstance other;

    @BeforeAll
    void start() {
        other = SecondInstance.beside(service, "opportunities.rate-limit.per-second=20");
        warm(service.url(), other.url());
    }

    @AfterAll
    void stop() {
        other.close();
    }

    /** Sends first calls one at a time: a burst at an instance that has just started may wait too long for a connection, a 503. */
    void warm(String... urls) {
        Client caller = service.newCompany();
        for (String url : urls) {
            assertThat(caller.at(url).get("/roles").status()).isEqualTo(200);
        }
    }
}
