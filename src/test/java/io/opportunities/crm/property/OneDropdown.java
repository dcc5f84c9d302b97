package io.opportunities.crm.property;

import io.opportunities.support.Client;
import io.opportunities.support.Service;
import io.opportunities.support.TestResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** A company with a dropdown. */
abstract class OneDropdown {

    @Autowired
    Service service;

    Client company;
    TestResponse made;
    String path;

    @BeforeEach
    void aDropdown() {
        company = service.newCompany();
        made = company.post("/properties", """
                {"recordType": "opportunity", "name": "Roof type", "type": "DROPDOWN", "options": ["Metal", "Tile", "Slate"]}""");
        path = "/properties/" + made.id();
    }

    TestResponse post(String query, String custom) {
        return company.post("/opportunities" + query, """
                {"title": "%d", "address": "1 Oak St", "trades": ["Roofing"], "custom": %s}""".formatted(System.nanoTime(), custom));
    }

    static JsonNode custom(TestResponse record) {
        return record.json().at("/custom/roof_type");
    }

    List<String> options() {
        return company.get("/properties").json().get("opportunity").get(0).get("options").valueStream().map(JsonNode::stringValue).toList();
    }
}
