package io.opportunities.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.OpportunitiesApplication;
import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.DatabaseOwner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** The first company of an external database, in a schema separate from that of the other tests. */
@ApiTest
@ExtendWith(OutputCaptureExtension.class)
class FirstStartOnEmptyDatabaseTests {

    private static final String UNUSED = "OPPORTUNITIES_BOOTSTRAP_ variables have no effect";
    private static final String KEY = "first-key-of-an-operator-0123456789";

    @Autowired
    private JdbcConnectionDetails server;

    @Autowired
    private DatabaseOwner database;

    @Test
    void theFirstCompanyIsMadeOnceFromConfiguration(CapturedOutput log) {
        database.sql("create schema first_start").update();

        try (ConfigurableApplicationContext first = start()) {
            assertThat(client(first).get("/users").json()).hasSize(1);
            assertThat(client(first).get("/workflows").json()).as("nothing is made up").isEmpty();
            assertThat(log).doesNotContain(UNUSED);
        }
        try (ConfigurableApplicationContext again = start()) {
            assertThat(client(again).get("/users").json()).hasSize(1);
            assertThat(database.sql("select count(*) from first_start.company").query(Long.class).single()).isEqualTo(1);
            assertThat(log).containsOnlyOnce(UNUSED);
        }
    }

    private static Client client(ConfigurableApplicationContext instance) {
        return new Client("http://localhost:" + instance.getEnvironment().getRequiredProperty("local.server.port"), KEY);
    }

    private ConfigurableApplicationContext start() {
        return new SpringApplicationBuilder(OpportunitiesApplication.class).run(
                "--server.port=0",
                "--management.server.port=0",
                "--spring.datasource.url=" + server.getJdbcUrl() + (server.getJdbcUrl().contains("?") ? "&" : "?")
                        + "currentSchema=first_start,public",
                "--spring.datasource.username=" + server.getUsername(),
                "--spring.datasource.password=" + server.getPassword(),
                "--opportunities.bootstrap.company=Acme",
                "--opportunities.bootstrap.admin-email=admin@acme.example",
                "--opportunities.bootstrap.admin-password=at least eight",
                "--opportunities.bootstrap.api-key=" + KEY);
    }
}
