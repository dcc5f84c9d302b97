package io.opportunities.company;

import io.opportunities.company.CompanyService.NewCompany;
import io.opportunities.database.DatabaseKind;
import io.opportunities.identity.Token;
import java.io.PrintStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Makes an empty database usable: from configuration, or on the embedded one of itself, and then says once how to call it. */
@Component
class FirstStart implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(FirstStart.class);

    private static final String WELCOME = """

            A first company was made: %s, with the admin %s.
            Its API key, shown this once:   %s
            The admin's password:           %s

            Try it:

            curl -i http://localhost:%s/opportunities -H 'x-api-key: %s' -H 'Content-Type: application/json' \\
              -d '{"title": "Replace roof", "address": ["520 B Benton Ave, Nashville, TN 37204"], "trades": ["Roofing"]}'

            Documentation: http://localhost:%s/docs

            """;

    private final BootstrapSettings settings;
    private final CompanyService companies;
    private final DemoData demo;
    private final DatabaseKind database;
    private final Environment environment;
    private final PrintStream console = System.out;

    FirstStart(BootstrapSettings settings, CompanyService companies, DemoData demo, DatabaseKind database, Environment environment) {
        this.settings = settings;
        this.companies = companies;
        this.demo = demo;
        this.database = database;
        this.environment = environment;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        boolean made = database.embedded() ? makeUp() : !settings.isEmpty() && companies.makeFirst(settings.complete(), admin -> {});
        if (!made && !settings.isEmpty()) {
            LOG.warn("The OPPORTUNITIES_BOOTSTRAP_ variables have no effect: the database has a company already, which keeps its keys");
        }
    }

    private boolean makeUp() {
        NewCompany wanted = settings.madeUp();
        boolean made = companies.makeFirst(wanted, admin -> demo.fill());
        if (made) {
            welcome(wanted);
        }
        return made;
    }

    /** On the console and not in the log, which others may read and keep: it holds secrets. */
    private void welcome(NewCompany made) {
        String port = environment.getProperty("local.server.port", "8080");
        String key = made.token().map(Token::reveal).orElse("");
        boolean ownPassword = made.adminPassword().equals(settings.adminPassword());
        console.printf(WELCOME, made.name(), made.adminEmail(), key, ownPassword ? "as configured" : made.adminPassword(), port, key, port);
    }
}
