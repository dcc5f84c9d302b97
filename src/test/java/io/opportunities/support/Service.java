package io.opportunities.support;

import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.core.env.Environment;

/** The running service, from outside. It creates companies as an operator would, one per test. */
public final class Service {

    private static final AtomicInteger COMPANIES = new AtomicInteger();

    private final Environment environment;
    private final JdbcConnectionDetails database;

    Service(Environment environment, JdbcConnectionDetails database) {
        this.environment = environment;
        this.database = database;
    }

    public JdbcConnectionDetails database() {
        return database;
    }

    public String url() {
        return "http://localhost:" + environment.getRequiredProperty("local.server.port");
    }

    public String managementUrl() {
        return "http://localhost:" + environment.getRequiredProperty("local.management.port");
    }

    /** Creates a company, and returns a client with the key of its admin. */
    public Client newCompany() {
        int number = COMPANIES.incrementAndGet();
        TestResponse made = new Client(managementUrl(), null).post("/actuator/companies", """
                {"name": "Company %1$d", "adminEmail": "admin%1$d@example.com", "adminPassword": "password of %1$d"}""".formatted(number));
        if (made.status() != 201) {
            throw new IllegalStateException(made.toString());
        }
        return new Client(url(), made.json().get("token").stringValue());
    }
}
