package io.opportunities.operator.company;

import io.opportunities.database.DatabaseOrigin;
import io.opportunities.identity.ApiKeyToken;
import io.opportunities.operator.company.CompanyService.NewCompany;
import java.io.PrintStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Creates the first company of an empty database: from settings, or from defaults on the embedded database. It then prints the credentials
 * once.
 */
@Component
class Bootstrap implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(Bootstrap.class);

    private static final String WELCOME = """

            A first company was made: %s, with the admin %s.
            Its API key, shown this once:   %s
            The admin's password:           %s

            Open http://localhost:%s/console and sign in with this e-mail and password, or call the API:

            curl -i http://localhost:%s/opportunities -H 'x-api-key: %s' -H 'Content-Type: application/json' \\
              -d '{"title": "Replace roof", "address": ["520 B Benton Ave, Nashville, TN 37204"], "trades": ["Roofing"]}'

            Documentation: http://localhost:%s/docs

            """;

    private final BootstrapSettings settings;
    private final CompanyService companies;
    private final DemoData demo;
    private final DatabaseOrigin database;
    private final Environment environment;
    private final PrintStream console = System.out;

    Bootstrap(BootstrapSettings settings, CompanyService companies, DemoData demo, DatabaseOrigin database, Environment environment) {
        this.settings = settings;
        this.companies = companies;
        this.demo = demo;
        this.database = database;
        this.environment = environment;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        boolean created = database.embedded()
                ? createWithDefaults()
                : !settings.isEmpty() && companies.createFirst(settings.complete(), admin -> {});
        if (!created && !settings.isEmpty()) {
            LOG.warn("The OPPORTUNITIES_BOOTSTRAP_ variables have no effect: the database has a company already, which keeps its keys");
        }
    }

    private boolean createWithDefaults() {
        NewCompany wanted = settings.withDefaults();
        boolean created = companies.createFirst(wanted, admin -> demo.fill());
        if (created) {
            printWelcome(wanted);
        }
        return created;
    }

    /** Prints to the console instead of the log, because others may read and retain the log, and the text contains secrets. */
    private void printWelcome(NewCompany created) {
        String port = environment.getProperty("local.server.port", "8080");
        String key = created.token().map(ApiKeyToken::reveal).orElse("");
        boolean ownPassword = created.adminPassword().equals(settings.adminPassword());
        console.printf(WELCOME, created.name(), created.adminEmail(), key, ownPassword ? "as configured" : created.adminPassword(), port,
                port, key, port);
    }
}
