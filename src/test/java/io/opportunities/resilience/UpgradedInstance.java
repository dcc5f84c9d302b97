package io.opportunities.resilience;

import io.opportunities.OpportunitiesApplication;
import io.opportunities.support.Client;
import io.opportunities.support.DatabaseOwner;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.ClassPathResource;

/** Starts the service on the data of release 0.1.0, in a schema of its own beside that of the other tests. */
abstract class UpgradedInstance {

    static final String BASELINE = "8";
    static final String KEY = "key-from-the-time-of-release-0.1.0";

    @Autowired
    JdbcConnectionDetails server;

    @Autowired
    DatabaseOwner owner;

    ConfigurableApplicationContext instance;
    Client company;

    @BeforeAll
    void upgrade() throws Exception {
        owner.sql("create schema upgrade").update();
        migrateToBaseline();
        fill(new ClassPathResource("upgrade/0.1.0.sql").getContentAsString(StandardCharsets.UTF_8));
        // stored responses are valid for a day
        fill("update idempotency_key set created_at = now()");
        instance = new SpringApplicationBuilder(OpportunitiesApplication.class).run(
                "--server.port=0",
                "--management.server.port=0",
                "--spring.datasource.url=" + url(),
                "--spring.datasource.username=" + server.getUsername(),
                "--spring.datasource.password=" + server.getPassword());
        company = new Client("http://localhost:" + instance.getEnvironment().getRequiredProperty("local.server.port"), KEY);
    }

    @AfterAll
    void end() {
        instance.close();
        owner.sql("drop schema upgrade cascade").update();
    }

    /** Creates the tables without functions and triggers, as a restore of a dump does. */
    void migrateToBaseline() {
        Flyway.configure().dataSource(url(), server.getUsername(), server.getPassword()).target(BASELINE)
                .repeatableSqlMigrationPrefix("none").skipDefaultCallbacks(true).load().migrate();
    }

    /** In one transaction: an account and its primary contact refer to each other. */
    void fill(String statements) throws Exception {
        try (Connection connection = DriverManager.getConnection(url(), server.getUsername(), server.getPassword())) {
            connection.setAutoCommit(false);
            connection.createStatement().execute(statements);
            connection.commit();
        }
    }

    String url() {
        return server.getJdbcUrl() + (server.getJdbcUrl().contains("?") ? "&" : "?") + "currentSchema=upgrade,public";
    }
}
