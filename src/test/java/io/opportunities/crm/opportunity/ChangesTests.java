package io.opportunities.crm.opportunity;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.Client;
import io.opportunities.support.TestResponse;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import tools.jackson.databind.JsonNode;

@Tag("citus")
@BothSpellings
class ChangesTests {

    @Parameter
    String path;

    private final Client company;

    ChangesTests(Client company) {
        this.company = company;
    }

    @Test
    void eachChangeNamesItsAuthorTimeAndMembers() {
        TestResponse made = company.post(path, Opportunities.with("Roof", "1 Oak St", "\"value\": 5"));
        TestResponse patched = company.patch(path + "/" + made.id(), "{\"value\": 7, \"description\": \"Steep\"}");

        JsonNode changes = company.get(path + "/" + made.id() + "/changes").json();

        assertThat(changes.valueStream().map(change -> change.get("action").stringValue())).containsExactly("UPDATED", "CREATED");
        JsonNode last = changes.get(0);
        assertThat(last.get("changes")).hasToString("""
                [{"field":"description","from":null,"to":"Steep"},{"field":"value","from":5,"to":7}]""");
        assertThat(last.get("at")).isEqualTo(patched.json().get("updatedAt")).isEqualTo(patched.json().get("lastActivity"));
        assertThat(last.at("/by/id")).isEqualTo(patched.json().at("/updatedBy/id"));
        assertThat(last.at("/by/apiKeyId")).isEqualTo(company.get("/api-keys").json().get(0).get("id"));
        assertThat(changes.get(1).get("changes").valueStream().map(change -> change.get("field").stringValue()))
                .containsExactly("title", "address", "trades", "status", "isActive", "value");
    }

    @Test
    void archivingAndRestoringHaveTheirOwnActions() {
        String place = path + "/" + company.post(path, Opportunities.body()).id();
        company.delete(place);
        company.patch(place, "{\"isActive\": true}");

        assertThat(actions(place)).containsExactly("RESTORED", "ARCHIVED", "CREATED");
    }

    @Test
    void changesOfAnArchivedRecordAreListedOnRequestOnly() {
        String place = path + "/" + company.post(path, Opportunities.body()).id();
        company.delete(place);

        assertThat(company.get(place + "/changes").status()).isEqualTo(404);
        assertThat(company.get(place + "/changes?include_archived=true").json()).hasSize(2);
    }

    @Test
    void customValuesPhasesAndContactsAreNamed() {
        company.post("/properties", "{\"recordType\": \"opportunity\", \"name\": \"Note\", \"type\": \"TEXT\"}");
        long workflow = company.post("/workflows", "{\"name\": \"Residential\", \"phases\": [{\"name\": \"Lead\"}]}").id();
        String place = path + "/" + company.post(path, Opportunities.body()).id();

        company.patch(place,
                "{\"custom\": {\"note\": \"x\"}, \"workflowId\": %d, \"primaryEmail\": \"a@example.com\"}".formatted(workflow));

        assertThat(company.get(place + "/changes").json().get(0).get("changes").valueStream()
                .map(change -> change.get("field").stringValue()))
                .containsExactlyInAnyOrder("workflowId", "phaseId", "primaryEmail", "contacts", "custom.note");
    }

    @Test
    void whatChangesNothingOrFailsIsNotWrittenDown() {
        String body = Opportunities.body("\"value\": 5");
        String place = path + "/" + company.post(path, body).id();
        company.post(path, body);
        company.post(path + "?match_found_strategy=replace", body);
        company.patch(place, "{\"value\": 5}");
        company.patch(place, "{\"value\": 6, \"ownerId\": 99}");

        assertThat(actions(place)).containsExactly("CREATED");
    }

    @Test
    void changesArePagedLikeAnyList() {
        String place = path + "/" + company.post(path, Opportunities.body()).id();
        for (int i = 0; i < 4; i++) {
            company.patch(place, "{\"value\": %d}".formatted(i));
        }

        TestResponse first = company.get(place + "/changes?page_size=3&include_total=true");
        TestResponse rest = company.get(place + "/changes?page_size=3&cursor=" + first.header("X-Next-Cursor"));

        assertThat(first.header("X-Total-Count")).isEqualTo("5");
        assertThat(first.json()).hasSize(3);
        assertThat(rest.json().valueStream().map(change -> change.get("action").stringValue())).containsExactly("UPDATED", "CREATED");
    }

    private List<String> actions(String place) {
        return company.get(place + "/changes").json().valueStream().map(change -> change.get("action").stringValue()).toList();
    }
}
