package io.opportunities.identity.authentication;

import io.opportunities.support.Basic;
import io.opportunities.support.Client;
import io.opportunities.support.SecondInstance;
import io.opportunities.support.Service;
import io.opportunities.support.TestResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.beans.factory.annotation.Autowired;

/** An instance that trusts its peer, so that each test has its own address, and one that does not. */
abstract class ThrottledCalls {

    @Autowired
    Service service;

    Client company;
    String email;
    SecondInstance distrustful;

    @BeforeAll
    void start() {
        company = service.newCompany();
        email = Basic.emailOfAdmin(company);
        distrustful = SecondInstance.beside(service, "opportunities.authentication.key-failures-per-minute=5");
    }

    @AfterAll
    void stop() {
        distrustful.close();
    }

    TestResponse call(@Nullable String key, String address) {
        return company.withKey(key).send("GET", "/roles", null, Map.of("X-Forwarded-For", address));
    }
}
