package io.opportunities.company;

import io.opportunities.company.CompanyService.NewCompany;
import io.opportunities.database.DatabaseKind;
import io.opportunities.identity.Token;
import java.io.PrintStream;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Makes an empty database usable: from configuration, or on the embedded one of itself, and then says once how to call it. */
@Component
class FirstStart implements ApplicationRunner {

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
        if (database.embedded()) {
            NewCompany made = settings.madeUp();
            if (companies.makeFirst(made, admin -> demo.fill())) {
                welcome(made);
            }
        } else if (!settings.isEmpty()) {
            companies.makeFirst(settings.complete(), admin -> {});
        }
    }

    /** On the console and not in the log, which others may read and keep: it holds secrets. */
    private void welcome(NewCompany made) {
        String port = environment.getProperty("local.server.port", "8080");
        String key = made.token().map(Token::reveal).orElse("");
        boolean ownPassword = made.adminPassword().equals(settings.adminPassword());
        console.printf(WELCOME, made.name(), made.adminEmail(), key, ownPassword ? "as configured" : made.adminPassword(), port, key, port);
    }
}
