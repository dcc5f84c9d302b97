package io.opportunities.operator.management;

import io.opportunities.support.Client;
import io.opportunities.support.DatabaseOwner;
import io.opportunities.support.SecondInstance;
import io.opportunities.support.Service;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** An instance without other callers, and its metrics. */
abstract class MeteredInstance {

    static final String ROOF = """
            {"title": "Roof", "address": ["520 B Benton Ave, Nashville, TN 37204"], "trades": ["Roofing"],
             "primaryEmail": "dana@example.com"}""";

    @Autowired
    Service service;

    @Autowired
    DatabaseOwner database;

    SecondInstance instance;
    Client company;
    Scrape before;

    @BeforeAll
    void start() {
        instance = SecondInstance.beside(service);
    }

    @BeforeEach
    void begin() {
        company = service.newCompany().at(instance.url());
        before = scrape();
    }

    @AfterAll
    void stop() {
        instance.close();
    }

    double matches(String kind, String by, String outcome) {
        return counted("opportunities_matches_total", "kind=\"%s\"".formatted(kind), "match_by=\"%s\"".formatted(by),
                "outcome=\"%s\"".formatted(outcome));
    }

    double counted(String name, String... labels) {
        return scrape().sum(name, labels) - before.sum(name, labels);
    }

    Scrape scrape() {
        return Scrape.of(instance.managementUrl());
    }
}
