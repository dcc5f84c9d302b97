package io.opportunities.crm.opportunity;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.address.AddressParser;
import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.DatabaseOwner;
import io.opportunities.support.Service;
import io.opportunities.support.TestResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.node.ObjectNode;

/** Real building permits as opportunities: a sample, or the file in the system property {@code permits}. */
@ApiTest
class PermitsTests {

    @Autowired
    private Service service;

    @Autowired
    private DatabaseOwner database;

    @Test
    void eachNewAddressMakesARecordAndEachRepeatMatchesIt() {
        List<ObjectNode> permits = Permits.all();
        Client company = companyWithProperties(permits);

        Set<String> addresses = new HashSet<>();
        for (ObjectNode permit : permits) {
            boolean isNew = matchKey(permit).map(addresses::add).orElse(true);
            TestResponse answer = company.post("/opportunities?match_by=address", permit.toString());
            assertThat(answer.status()).as(answer.body()).isEqualTo(isNew ? 201 : 200);
        }
        List<Long> rows = rows();

        for (ObjectNode permit : permits.stream().filter(permit -> matchKey(permit).isPresent()).toList()) {
            assertThat(company.post("/requests?match_by=address", permit.toString()).status()).isEqualTo(200);
        }
        assertThat(rows()).isEqualTo(rows);
        System.getLogger("permits").log(System.Logger.Level.INFO, "{0} permits, {1} addresses", permits.size(), addresses.size());
    }

    /** Returns the key of its address; some have none, as 0 UNKNOWN names no house. */
    private static Optional<String> matchKey(ObjectNode permit) {
        return new AddressParser().parse(permit.get("address").get(0).stringValue()).matchKey();
    }

    private Client companyWithProperties(List<ObjectNode> permits) {
        Client company = service.newCompany();
        Permits.defineProperties(company, permits);
        return company;
    }

    private List<Long> rows() {
        return List.of("opportunity", "contact", "property_option", "opportunity_contact").stream()
                .map(table -> database.sql("select count(*) from " + table).query(Long.class).single()).toList();
    }
}
