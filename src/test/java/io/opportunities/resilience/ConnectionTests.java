package io.opportunities.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.SecondInstance;
import io.opportunities.support.Service;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Connections that stay open after a response, and those that close. */
@ApiTest
class ConnectionTests {

    @Autowired
    Service service;

    @Test
    void aConnectionIsKeptUnlessOthersWouldFindNoPlace() {
        Client company = service.newCompany();

        assertThat(company.get("/contacts").header("Connection")).isNull();
        try (SecondInstance full = SecondInstance.beside(service, "server.tomcat.max-connections=2")) {
            Client there = company.at(full.url());
            // Tomcat counts the place that it waits for a moment after it has taken the first one
            assertThat(IntStream.range(0, 50).mapToObj(request -> there.get("/contacts").header("Connection")))
                    .contains("close");
        }
    }
}
