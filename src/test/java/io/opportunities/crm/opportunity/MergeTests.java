package io.opportunities.crm.opportunity;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.TestResponse;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Merges and unmerges of opportunities, accounts and contacts. */
@Tag("citus")
@ApiTest
class MergeTests extends MergeCalls {

    MergeTests(Client company) {
        super(company);
    }

    @Test
    void theTargetGetsWhatItLacksAndWhatIsNamed() {
        long target = post("\"externalId\": \"A\", \"value\": 1");
        long first = post("\"externalId\": \"B\", \"value\": 2, \"description\": \"first\", \"primaryEmail\": \"jo@example.com\"");
        long second = post("\"externalId\": \"C\", \"value\": 3, \"description\": \"second\", \"primaryPhone\": \"+1 615 555 0134\"");
        String title = company.get("/opportunities/" + second).json().get("title").stringValue();

        TestResponse merged = merge("/opportunities", target, List.of(first, second),
                "\"title\": %d, \"value\": %d".formatted(second, first));

        JsonNode record = company.get("/opportunities/" + target).json();
        assertThat(merged.status()).as(merged.body()).isEqualTo(200);
        assertThat(record.get("title").stringValue()).isEqualTo(title);
        assertThat(record.get("value").asInt()).isEqualTo(2);
        assertThat(record.get("description").stringValue()).isEqualTo("first");
        assertThat(record.get("externalId").stringValue()).isEqualTo("A");
        assertThat(record.get("contacts")).hasSize(2);
        assertThat(merged.json().get("changes").valueStream().map(change -> change.get("field").stringValue()))
                .containsExactlyInAnyOrder("title", "value", "description", "primaryEmail", "primaryPhone", "contacts");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/opportunities", "/requests", "/v1/opportunities"})
    void anOldIdNamesTheTarget(String path) {
        long target = post("\"externalId\": \"A\"");
        long source = post("\"externalId\": \"B\"");
        merge(path, target, List.of(source), "");

        TestResponse answer = company.get(path + "/" + source);
        JsonNode archived = company.get(path + "/" + source + "?include_archived=true").json();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.id()).isEqualTo(target);
        assertThat(answer.header("X-Merged-Into")).isEqualTo(String.valueOf(target));
        assertThat(answer.body()).isEqualTo(company.get(path + "/" + target).body());
        assertThat(archived.get("mergedInto").asLong()).isEqualTo(target);
        assertThat(archived.get("isActive").asBoolean()).isFalse();
        assertThat(company.patch(path + "/" + source, "{\"value\": 1}").status()).isEqualTo(409);
        assertThat(company.delete(path + "/" + source).status()).isEqualTo(409);
        assertThat(company.get(path).json()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"skip, skipped", "enrich, unchanged", "replace, replaced"})
    void theKeysOfASourceFindTheTarget(String strategy, String outcome) {
        long target = post("\"externalId\": \"A\"");
        long source = post("\"externalId\": \"B\", \"primaryEmail\": \"jo@example.com\"");
        long last = post("\"externalId\": \"C\"");
        String title = company.get("/opportunities/" + source).json().get("title").stringValue();
        merge("/opportunities", target, List.of(source), "");
        merge("/opportunities", last, List.of(target), "");
        String body = Opportunities.with(title, "elsewhere", "\"primaryEmail\": \"jo@example.com\"");

        TestResponse matched = company.post("/opportunities?match_by=title&match_found_strategy=" + strategy, body);
        TestResponse byReference = company.post("/opportunities?match_by=externalId", Opportunities.body("\"externalId\": \"B\""));

        assertThat(matched.status()).as(matched.body()).isEqualTo(200);
        assertThat(matched.id()).isEqualTo(last);
        assertThat(matched.header("X-Match-Outcome")).isEqualTo(outcome);
        assertThat(byReference.id()).isEqualTo(last);
        assertThat(company.post("/opportunities", Opportunities.body("\"externalId\": \"B\"")).status()).isEqualTo(409);
        assertThat(company.post("/opportunities?dry_run=true", Opportunities.body("\"externalId\": \"B\"")).status()).isEqualTo(409);
    }

    @Test
    void anUnmergeRightAfterAMergeGivesAllBack() {
        long workflow = company.post("/workflows", "{\"name\": \"Sales\", \"phases\": [{\"name\": \"Lead\"}, {\"name\": \"Bid\"}]}").id();
        company.post("/properties", "{\"recordType\": \"opportunity\", \"name\": \"Roof type\", \"type\": \"TEXT\"}");
        long target = post("\"primaryEmail\": \"a@example.com\"");
        long first = post(
                "\"value\": 2.50, \"workflowId\": %d, \"custom\": {\"roof_type\": \"Metal\"}, \"externalId\": \"B\"".formatted(workflow));
        long second = post("\"primaryPhone\": \"+1 615 555 0134\", \"primaryEmail\": \"b@example.com\"");
        List<String> before = shown("/opportunities", target, first, second);

        merge("/opportunities", target, List.of(first, second), "\"primaryEmail\": %d, \"address\": %d".formatted(second, first));
        JsonNode merged = company.get("/opportunities/" + target).json();
        TestResponse unmerged = unmerge("/opportunities", target, List.of(first, second));

        assertThat(merged.get("phaseInstances")).hasSize(2);
        assertThat(merged.at("/custom/roof_type").stringValue()).isEqualTo("Metal");
        assertThat(unmerged.json().get("changedSince")).isEmpty();
        assertThat(shown("/opportunities", target, first, second)).isEqualTo(before);
        assertThat(company.post("/opportunities?match_by=externalId", Opportunities.body("\"externalId\": \"B\"")).id()).isEqualTo(first);
    }

    @Test
    void aMemberThatWasChangedSinceStaysAndIsListed() {
        long target = post("\"externalId\": \"A\"");
        long source = post("\"description\": \"theirs\", \"value\": 2");
        merge("/opportunities", target, List.of(source), "");
        company.patch("/opportunities/" + target, "{\"description\": \"changed\"}");

        JsonNode unmerged = unmerge("/opportunities", target, List.of(source)).json();

        JsonNode record = company.get("/opportunities/" + target).json();
        assertThat(unmerged.get("changedSince").toString())
                .isEqualTo("[{\"sourceId\":%d,\"members\":[\"description\"]}]".formatted(source));
        assertThat(record.get("description").stringValue()).isEqualTo("changed");
        assertThat(record.get("value").isNull()).isTrue();
    }

    @Test
    void aMergeOfAMergedRecordIsUndoneFirst() {
        long first = post("\"externalId\": \"A\"");
        long second = post("\"externalId\": \"B\"");
        long third = post("\"externalId\": \"C\"");
        merge("/opportunities", second, List.of(third), "");
        merge("/opportunities", first, List.of(second), "");

        assertThat(unmerge("/opportunities", first, List.of(third)).errorFields()).containsExactly("sources[0]");
        assertThat(unmerge("/opportunities", second, List.of(third)).status()).isEqualTo(409);
        assertThat(company.get("/opportunities/" + third).id()).isEqualTo(first);
        assertThat(unmerge("/opportunities", first, List.of(second)).status()).isEqualTo(200);
        assertThat(company.get("/opportunities/" + third).id()).isEqualTo(second);
        assertThat(unmerge("/opportunities", second, List.of(third)).status()).isEqualTo(200);
        assertThat(company.get("/opportunities/" + third).id()).isEqualTo(third);
    }

    @Test
    void aMergeIsInTheChangelogOfAll() {
        long target = post("\"externalId\": \"A\"");
        long source = post("\"value\": 2");

        merge("/opportunities", target, List.of(source), "");

        JsonNode ofTarget = company.get("/opportunities/" + target + "/changes").json().get(0);
        JsonNode ofSource = company.get("/opportunities/" + source + "/changes?include_archived=true").json().get(0);
        assertThat(ofTarget.get("changes").toString()).isEqualTo(
                "[{\"field\":\"value\",\"from\":null,\"to\":2},{\"field\":\"mergedFrom\",\"from\":null,\"to\":[%d]}]".formatted(source));
        assertThat(ofSource.get("action").stringValue()).isEqualTo("ARCHIVED");
        assertThat(ofSource.get("changes").toString()).contains("{\"field\":\"mergedInto\",\"from\":null,\"to\":%d}".formatted(target));
        unmerge("/opportunities", target, List.of(source));
        assertThat(company.get("/opportunities/" + source + "/changes").json().get(0).get("action").stringValue()).isEqualTo("RESTORED");
    }

    @Test
    void aDryRunShowsTheChangesAndWritesNothing() {
        long target = post("\"externalId\": \"A\"");
        long source = post("\"value\": 2");
        List<String> before = List.of(company.get("/opportunities/" + target).body(), company.get("/opportunities/" + source).body());

        TestResponse previewed = company.post("/opportunities/" + target + "/merge?dry_run=true", "{\"sources\": [%d]}".formatted(source));

        assertThat(previewed.json().get("dryRun").asBoolean()).isTrue();
        assertThat(previewed.json().get("changes").toString()).isEqualTo("[{\"field\":\"value\",\"from\":null,\"to\":2}]");
        assertThat(List.of(company.get("/opportunities/" + target).body(), company.get("/opportunities/" + source).body()))
                .isEqualTo(before);
        assertThat(company.get("/opportunities/" + target + "/changes").json()).hasSize(1);
    }
}
