package io.opportunities.crm.workflow;

import io.opportunities.support.Client;
import io.opportunities.support.Service;
import io.opportunities.support.TestResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** A company with a workflow of three phases. */
abstract class ThreePhases {

    @Autowired
    Service service;

    Client company;
    String path;
    TestResponse made;

    @BeforeEach
    void aWorkflowOfThreePhases() {
        company = service.newCompany();
        made = company.post("/workflows", """
                {"name": "Residential", "type": "PROJECT", "phases": [
                  {"name": "Lead", "type": "SALES", "redSla": 5, "yellowSla": 2}, {"name": "Survey"}, {"name": "Install"}]}""");
        path = "/workflows/" + made.id();
    }

    long phase(int index) {
        return made.json().at("/phases/%d/id".formatted(index)).asLong();
    }

    String phases(int... order) {
        List<String> ids = java.util.Arrays.stream(order).mapToObj(index -> "{\"id\": %d}".formatted(phase(index))).toList();
        return "{\"phases\": [" + String.join(", ", ids) + "]}";
    }

    static List<String> names(TestResponse workflow) {
        return workflow.json().get("phases").valueStream().map(phase -> phase.get("name").stringValue()).toList();
    }

    TestResponse start() {
        return post("\"workflowId\": " + made.id());
    }

    TestResponse post(String members) {
        return company.post("/opportunities", """
                {"title": "%d", "address": "1 Oak St", "trades": ["Roofing"], %s}""".formatted(System.nanoTime(), members));
    }
}
