package io.opportunities.opportunity;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.Answer;
import io.opportunities.ApiTest;
import io.opportunities.Client;
import io.opportunities.Service;
import io.opportunities.address.AddressParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Real building permits as opportunities: a sample, or the file that the system property {@code permits} names. */
@ApiTest
class PermitsTests {

    private static final String SAMPLE = "src/test/resources/permits-sample.jsonl";

    @Autowired
    private Service service;

    @Autowired
    private JdbcClient database;

    @Test
    void eachNewAddressMakesARecordAndEachRepeatMatchesIt() throws IOException {
        List<ObjectNode> permits = permits();
        Client company = companyWithProperties(permits);

        Set<String> addresses = new HashSet<>();
        for (ObjectNode permit : permits) {
            boolean isNew = addresses.add(new AddressParser().parse(permit.get("address").get(0).stringValue()).canonical());
            Answer answer = company.post("/opportunities?match_by=address", permit.toString());
            assertThat(answer.status()).as(answer.body()).isEqualTo(isNew ? 201 : 200);
        }
        List<Long> rows = rows();

        for (ObjectNode permit : permits) {
            assertThat(company.post("/requests?match_by=address", permit.toString()).status()).isEqualTo(200);
        }
        assertThat(rows()).isEqualTo(rows);
        System.getLogger("permits").log(System.Logger.Level.INFO, "{0} permits, {1} addresses", permits.size(), addresses.size());
    }

    private Client companyWithProperties(List<ObjectNode> permits) {
        Client company = service.newCompany();
        permits.stream().flatMap(permit -> permit.get("custom").propertyNames().stream()).distinct()
                .forEach(key -> company.post("/properties", """
                        {"recordType": "opportunity", "name": "%1$s", "keyName": "%1$s", "type": "TEXT"}""".formatted(key)));
        return company;
    }

    private List<Long> rows() {
        return List.of("opportunity", "contact", "property_option", "opportunity_contact").stream()
                .map(table -> database.sql("select count(*) from " + table).query(Long.class).single()).toList();
    }

    private static List<ObjectNode> permits() throws IOException {
        try (var lines = Files.lines(Path.of(System.getProperty("permits", SAMPLE)))) {
            return lines.map(line -> (ObjectNode) JsonMapper.shared().readTree(line))
                    .peek(permit -> permit.remove(permit.propertyNames().stream().filter(name -> name.startsWith("_")).toList()))
                    .toList();
        }
    }
}
