package io.opportunities.operator.management;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.address.geo.CensusStub;
import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.SecondInstance;
import io.opportunities.support.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The dashboard and the document on monitoring use only existing metrics. */
@ApiTest
class DashboardTests {

    private static final Pattern METRIC = Pattern.compile("\\b(?:http|hikaricp|opportunities|jvm|process|system)_\\w+");
    private static final String ROOF = """
            {"title": "Roof", "address": ["520 B Benton Ave, Nashville, TN 37204"], "trades": ["Roofing"],
             "primaryEmail": "dana@example.com"}""";

    @Autowired
    Service service;

    @Test
    void everyMetricOfTheDashboardAndTheDocumentIsInTheScrapeOfAServiceThatWasUsed() throws IOException {
        JsonNode dashboard = JsonMapper.shared().readTree(Files.readString(Path.of("src/docker/grafana-dashboard.json")));
        String queries = String.join("\n", dashboard.findValuesAsString("expr")) + dashboard.at("/templating/list/1/query/query");
        String document = Files.readString(Path.of("src/docs/operations/monitoring.md"));
        List<String> documented = document.lines().filter(line -> line.startsWith("| `opportunities_") || line.startsWith("| `http_"))
                .toList();
        try (CensusStub geocoder = new CensusStub().answers(CensusStub.match("520 BENTON AVE, NASHVILLE, TN, 37204", "-86.77", "36.1"));
                SecondInstance used = SecondInstance.beside(service, "opportunities.geocoder.url=" + geocoder.url())) {
            use(service.newCompany().at(used.url()));

            Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
                Set<String> names = Scrape.of(used.managementUrl()).names();
                assertThat(metrics(queries)).hasSizeGreaterThan(15).isSubsetOf(names);
                assertThat(documented).hasSizeGreaterThan(6).allSatisfy(line -> assertThat(names)
                        .anyMatch(name -> name.equals(first(line)) || name.equals(first(line) + "_count")));
                assertThat(names.stream().filter(name -> name.startsWith("opportunities_")))
                        .allSatisfy(name -> assertThat(documented.stream().map(DashboardTests::first)).anyMatch(name::startsWith));
            });
        }
    }

    private static void use(Client company) {
        company.post("/requests", ROOF, Map.of("Idempotency-Key", "a"));
        company.post("/requests", ROOF, Map.of("Idempotency-Key", "a"));
    }

    private static String first(String row) {
        return metrics(row).iterator().next();
    }

    private static Set<String> metrics(String text) {
        return METRIC.matcher(text).results().map(match -> match.group()).collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
