package io.opportunities.crm.opportunity;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.Client;
import io.opportunities.support.Service;
import io.opportunities.support.TestResponse;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.springframework.beans.factory.annotation.Autowired;

@Tag("citus")
@BothSpellings
class AtomicityTests {

    @Parameter
    String path;

    @Autowired
    private Service service;

    @Test
    void aRequestThatFailsLeavesNoOptionNoContactAndNoNumberUsed() {
        Client company = service.newCompany();
        company.post("/properties", """
                {"recordType": "opportunity", "name": "Roof type", "type": "DROPDOWN", "options": ["Metal"]}""");

        TestResponse refused = company.post(path + "?allow_new_options=true", Opportunities.body("\"primaryEmail\": \"jo@example.com\"",
                "\"contacts\": [987654321]", "\"custom\": {\"roof_type\": \"Gold\"}"));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.errorFields()).containsExactly("contacts[0]");
        assertThat(company.get("/contacts").json()).isEmpty();
        assertThat(company.get("/opportunities").json()).isEmpty();
        assertThat(company.get("/properties").json().get("opportunity").get(0).get("options")).hasSize(1);
        assertThat(company.post(path, Opportunities.body()).json().get("number").asLong()).isEqualTo(1);
    }

    @Test
    void aReplaceThatFailsAtItsLastCheckLeavesTheRecordTheContactsAndTheOptionsAsTheyWere() {
        Client company = service.newCompany();
        company.post("/properties", """
                {"recordType": "opportunity", "name": "Roof type", "type": "DROPDOWN", "options": ["Metal"]}""");
        long account = company.post("/accounts", """
                {"title": "Cole", "address": "1 Oak St"}""").id();
        long another = company.post("/accounts", """
                {"title": "Dale", "address": "2 Oak St"}""").id();
        TestResponse created = company.post(path, Opportunities.with("Roof", "1 Oak St", "\"accountId\": " + account));

        TestResponse refused = company.post(path + "?match_found_strategy=replace&allow_new_options=true",
                Opportunities.with("roof", "3 Oak St",
                        "\"accountId\": " + another, "\"primaryEmail\": \"jo@example.com\"", "\"custom\": {\"roof_type\": \"Gold\"}"));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(company.get(path + "/" + created.id()).body()).isEqualTo(created.body());
        assertThat(company.get("/contacts").json()).isEmpty();
        assertThat(company.get("/properties").json().get("opportunity").get(0).get("options")).hasSize(1);
    }
}
