package io.opportunities.crm.opportunity;

import io.opportunities.support.Client;
import io.opportunities.support.Service;
import io.opportunities.support.TestResponse;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** A contact that three records have. */
abstract class ContactOfThree {

    static final String EMAIL = "\"primaryEmail\": \"dana@example.com\"";

    @Autowired
    Service service;

    Client company;
    long companyId;
    long dana;

    @BeforeEach
    void aContactOfThreeRecords() {
        company = service.newCompany();
        JsonNode made = company.post("/contacts", "{\"name\": \"Dana Cole\", \"emails\": [\"dana@example.com\"]}").json();
        companyId = made.get("companyId").asLong();
        dana = made.get("id").asLong();
        IntStream.range(0, 3).forEach(i -> lead(EMAIL));
    }

    TestResponse lead(String... members) {
        return company.post("/opportunities", Opportunities.body(members));
    }

    static String phone(int number) {
        return "\"primaryPhone\": \"615 555 %04d\"".formatted(number);
    }

    List<Long> ids(String path) {
        return company.get(path).json().valueStream().map(record -> record.get("id").asLong()).toList();
    }
}
