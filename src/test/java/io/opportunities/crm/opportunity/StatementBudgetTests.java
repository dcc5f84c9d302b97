package io.opportunities.crm.opportunity;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.Service;
import io.opportunities.support.StatementCounter;
import io.opportunities.support.TestResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ApiTest
class StatementBudgetTests {

    @Autowired
    private Service service;

    private Client company;
    private long workflow;

    @BeforeEach
    void aCompanyWithAWorkflowAndAProperty() {
        company = service.newCompany();
        workflow = company.post("/workflows", """
                {"name": "Residential", "phases": [{"name": "Lead"}, {"name": "Survey"}, {"name": "Install"}]}""").id();
        company.post("/properties", """
                {"recordType": "opportunity", "name": "Roof type", "type": "DROPDOWN", "options": ["Metal"]}""");
        company.post("/opportunities", full(0));
    }

    @Test
    void aCreateWithContactWorkflowAndCustomValuesTakesAtMostSevenStatements() {
        TestResponse created = company.post("/opportunities", full(1));

        assertThat(created.status()).isEqualTo(201);
        assertThat(StatementCounter.of(created)).hasSizeBetween(5, 7);
    }

    @Test
    void aMatchedSkipTakesAtMostThreeStatements() {
        TestResponse skipped = company.post("/opportunities", full(0));

        assertThat(skipped.header("X-Match-Outcome")).isEqualTo("skipped");
        assertThat(StatementCounter.of(skipped)).hasSizeBetween(2, 3);
    }

    private String full(int number) {
        return Opportunities.with("Budget " + number, number + " Elm St, Nashville, TN 37201",
                "\"primaryEmail\": \"b%d@example.com\"".formatted(number), "\"primaryPhone\": \"+1 615 555 %04d\"".formatted(number),
                "\"workflowId\": " + workflow, "\"custom\": {\"roof_type\": \"metal\"}");
    }
}
