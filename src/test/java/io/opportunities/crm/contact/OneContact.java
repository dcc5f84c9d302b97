package io.opportunities.crm.contact;

import io.opportunities.support.Client;
import io.opportunities.support.Service;
import io.opportunities.support.TestResponse;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** A company with a contact. */
abstract class OneContact {

    static final String DANA = """
            {"name": "Dana Cole", "emails": ["dana@example.com"], "phones": ["(615) 555-0134"], "title": "Owner"}""";

    @Autowired
    Service service;

    Client company;
    TestResponse dana;
    String place;

    @BeforeEach
    void aContact() {
        company = service.newCompany();
        dana = company.post("/contacts", DANA);
        place = "/contacts/" + dana.id();
    }

    static String opportunity(String more) {
        return """
                {"title": "Roof", "address": "7 Elm St, Nashville, TN 37201", "trades": ["Roofing"], %s}""".formatted(more);
    }
}
