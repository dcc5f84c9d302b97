package io.opportunities.crm.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.TestResponse;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** Lists, searches, dry runs and the changelog of accounts. */
@Tag("citus")
@ApiTest
@ParameterizedClass
@ValueSource(strings = {"/accounts", "/v1/clients"})
class AccountListTests extends OneAccount {

    @Test
    void listsAndSearchesFindAccounts() {
        company.post("/properties", "{\"recordType\": \"account\", \"name\": \"Units\", \"type\": \"NUMERIC\"}");
        long other = company.post(path, """
                {"title": "Lakeview 100%", "address": "9 Lake Rd", "primaryPhone": "615 555 0101", "custom": {"units": 12}}""").id();

        assertThat(ids("?q=lakev")).containsExactly(other);
        assertThat(ids("?q=6155550101")).containsExactly(other);
        assertThat(ids("?title=100%25")).containsExactly(other);
        assertThat(ids("?address=benton")).containsExactly(cole.id());
        assertThat(ids("?primaryPhone=(615)%20555")).containsExactly(other);
        assertThat(ids("?primaryName=615")).containsExactly(other);
        assertThat(ids("?updated_after=2999-01-01")).isEmpty();
        assertThat(ids("/search?prop1=units&op1=gte&value1=12")).containsExactly(other);
        assertThat(ids("/search?prop1=accountType&op1=eq&value1=residential")).containsExactly(cole.id());
        assertThat(ids("/search?prop1=accountType&op1=neq&value1=RESIDENTIAL")).containsExactly(other);
        assertThat(ids("/search?prop1=primaryPhone&op1=eq&value1=%2B16155550101")).containsExactly(other);
        assertThat(company.get(path + "/search?prop1=trades&op1=eq&value1=x").errorFields()).containsExactly("prop1");
        assertThat(company.get(path + "?page_size=1&order_by=asc&include_total=true").header("X-Total-Count")).isEqualTo("2");
    }

    @Test
    void aDryRunSaysWhatTheRealCallThenDoes() {
        for (String strategy : List.of("skip", "replace", "enrich")) {
            for (String title : List.of("Cole Residence", "New " + strategy)) {
                String call = path + "?match_found_strategy=" + strategy;
                String body = """
                        {"title": "%s", "address": "5 Elm St", "description": "%s", "primaryEmail": "%s@example.com"}"""
                        .formatted(title, strategy, strategy);
                TestResponse before = company.get(path + "?include_total=true");

                TestResponse dry = company.post(call + "&dry_run=true", body);

                assertThat(company.get(path + "?include_total=true").body()).isEqualTo(before.body());
                TestResponse real = company.post(call, body);
                assertThat(dry.status()).isEqualTo(200);
                assertThat(comparable(dry)).isEqualTo(comparable(real));
                assertThat(dry.json().get("id").isNull()).isEqualTo(real.status() == 201);
            }
        }
    }

    @Test
    void theChangesOfAnArchivedAccountAreShownOnRequestOnly() {
        company.delete(place);

        assertThat(company.get(place + "/changes").status()).isEqualTo(404);
        assertThat(company.get(place + "/changes?include_archived=true").json()).hasSize(2);
    }

    @Test
    void anotherCompanysAccountCannotBeTouched() {
        Client others = service.newCompany();

        assertThat(others.get(place).status()).isEqualTo(404);
        assertThat(others.patch(place, "{\"title\": \"x\"}").status()).isEqualTo(404);
        assertThat(others.delete(place).status()).isEqualTo(404);
        assertThat(others.get(place + "/changes").status()).isEqualTo(404);
        assertThat(company.get(place).json()).isEqualTo(cole.json());
    }

    private List<Object> comparable(TestResponse answer) {
        ObjectNode body = (ObjectNode) answer.json();
        body.remove(List.of("id", "number", "createdAt", "updatedAt", "contacts"));
        return List.of(body, String.valueOf(answer.header("X-Match-Outcome")), String.valueOf(answer.header("X-Match-Count")),
                String.valueOf(answer.header("ETag")).split("-")[0]);
    }

    private List<Long> ids(String query) {
        return company.get(path + query).json().valueStream().map(record -> record.get("id").asLong()).toList();
    }
}
