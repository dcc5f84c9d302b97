package io.opportunities.operator.company;

import io.opportunities.identity.ApiKeyToken;
import io.opportunities.operator.company.CompanyService.NewCompany;
import io.opportunities.support.Client;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.ApplicationContext;

/** Creates companies like the first start on an embedded database: with a workflow, properties and accounts. */
public final class FirstCompany {

    private static final AtomicInteger COMPANIES = new AtomicInteger();

    private FirstCompany() {}

    public static Client create(ApplicationContext application, String url) {
        int number = COMPANIES.incrementAndGet();
        NewCompany first = new BootstrapSettings(null, "first%d@example.com".formatted(number), "password of %d".formatted(number), null)
                .withDefaults();
        application.getBean(CompanyService.class).create(first, admin -> application.getBean(DemoData.class).fill());
        return new Client(url, first.token().map(ApiKeyToken::reveal).orElseThrow());
    }
}
