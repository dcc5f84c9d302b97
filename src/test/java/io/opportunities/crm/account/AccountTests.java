package io.opportunities.crm.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.TestResponse;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("citus")
@ApiTest
@ParameterizedClass
@ValueSource(strings = {"/accounts", "/v1/clients"})
class AccountTests {

    @Parameter
    String path;

    private final Client company;

    AccountTests(Client company) {
        this.company = company;
    }

    @Test
    void anAccountIsCreatedAndReadBack() {
        TestResponse created = company.post(path,
                """
                        {"title": "Cole", "address": "1 Oak St, Nashville, TN 37201", "accountType": "RESIDENTIAL", "primaryEmail": "cole@example.com"}""");

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("Location")).isEqualTo("/accounts/" + created.id());
        assertThat(created.json().get("contacts")).hasSize(1);
        assertThat(company.get(path + "/" + created.id()).body()).isEqualTo(created.body());
        assertThat(company.get("/contacts").json().get(0).get("accounts").get(0).get("id").asLong()).isEqualTo(created.id());
    }

    @Test
    void anAccountIsMatchedByTheSameRulesAsOpportunities() {
        TestResponse created = company.post(path, """
                {"title": "Cole", "address": "1 Oak St"}""");

        TestResponse skipped = company.post(path, """
                {"title": " COLE ", "address": "elsewhere"}""");
        TestResponse enriched = company.post(path + "?match_found_strategy=enrich", """
                {"title": "cole", "address": "elsewhere", "description": "VIP"}""");
        TestResponse replaced = company.post(path + "?match_found_strategy=replace", """
                {"title": "COLE", "address": "2 Oak St", "description": null}""");

        assertThat(skipped.body()).isEqualTo(created.body());
        assertThat(enriched.json().get("description").stringValue()).isEqualTo("VIP");
        assertThat(enriched.json().get("address").get(0).stringValue()).isEqualTo("1 Oak St");
        assertThat(replaced.json().get("description").isNull()).isTrue();
        assertThat(replaced.id()).isEqualTo(created.id());
        assertThat(company.get(path + "/" + created.id()).body()).isEqualTo(replaced.body());
    }

    @Test
    void aResponseReportsAllViolations() {
        TestResponse refused = company.post(path + "?match_by=mail", """
                {"address": 5, "accountType": "OTHER", "contacts": [987654321], "custom": {"x": 1}}""");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.errorFields()).containsExactlyInAnyOrder("address", "accountType", "title", "match_by", "contacts[0]",
                "custom.x");
    }
}
