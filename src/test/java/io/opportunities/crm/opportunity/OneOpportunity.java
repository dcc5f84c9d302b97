package io.opportunities.crm.opportunity;

import io.opportunities.support.Client;
import io.opportunities.support.Service;
import io.opportunities.support.TestResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;
import org.springframework.beans.factory.annotation.Autowired;

/** A company with one opportunity, in both spellings. */
abstract class OneOpportunity {

    @Parameter
    String path;

    @Autowired
    Service service;

    Client company;
    TestResponse made;
    String place;

    @BeforeEach
    void anOpportunity() {
        company = service.newCompany();
        made = company.post(path,
                Opportunities.with("Roof", "1 Oak St, Nashville, TN 37201", "\"value\": 5", "\"description\": \"Steep\""));
        place = path + "/" + made.id();
    }
}
