package io.opportunities;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Who keeps a connection, and who has to come again. */
@ApiTest
class ConnectionTests {

    @Autowired
    Service service;

    @Test
    void aConnectionIsKeptUnlessOthersWouldFindNoPlace() {
        Client company = service.newCompany();

        assertThat(company.get("/contacts").header("Connection")).isNull();
        try (SecondInstance full = SecondInstance.beside(service, "server.tomcat.max-connections=2")) {
            assertThat(company.at(full.url()).get("/contacts").header("Connection")).isEqualTo("close");
        }
    }
}
