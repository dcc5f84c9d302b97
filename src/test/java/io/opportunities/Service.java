package io.opportunities;

import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.core.env.Environment;

/** The running service, from outside: makes companies as an operator would, each test its own. */
public final class Service {

    private static final AtomicInteger COMPANIES = new AtomicInteger();

    private final Environment environment;
    private final JdbcConnectionDetails database;

    Service(Environment environment, JdbcConnectionDetails database) {
        this.environment = environment;
        this.database = database;
    }

    JdbcConnectionDetails database() {
        return database;
    }

    public String url() {
        return "http://localhost:" + environment.getRequiredProperty("local.server.port");
    }

    public String managementUrl() {
        return "http://localhost:" + environment.getRequiredProperty("local.management.port");
    }

    /** A new company, called with the key of its admin. */
    public Client newCompany() {
        int number = COMPANIES.incrementAndGet();
        Answer made = new Client(managementUrl(), null).post("/actuator/companies", """
                {"name": "Company %1$d", "adminEmail": "admin%1$d@example.com", "adminPassword": "password of %1$d"}""".formatted(number));
        if (made.status() != 201) {
            throw new IllegalStateException(made.toString());
        }
        return new Client(url(), made.json().get("token").stringValue());
    }
}
