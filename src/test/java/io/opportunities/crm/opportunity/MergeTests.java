package io.opportunities.crm.opportunity;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.TestResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Merges and unmerges of opportunities, accounts and contacts. */
@Tag("citus")
@ApiTest
class MergeTests {

    private final Client company;

    MergeTests(Client company) {
        this.company = company;
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
    void anAccountTakesTheOpportunitiesAndContactsOfAnother() {
        long contact = company.post("/contacts", "{\"name\": \"Jo\"}").id();
        long target = account("Rivera", "");
        long source = account("Rivera LLC", ", \"contacts\": [%d], \"accountType\": \"COMMERCIAL\"".formatted(contact));
        long opportunity = post("\"accountId\": " + source);
        List<String> before = shown("/accounts", target, source);
        String contactBefore = withoutTimes(company.get("/contacts/" + contact).json());

        TestResponse merged = merge("/accounts", target, List.of(source), "");

        assertThat(merged.status()).as(merged.body()).isEqualTo(200);
        assertThat(company.get("/opportunities/" + opportunity).json().get("accountId").asLong()).isEqualTo(target);
        assertThat(company.get("/accounts/" + source).id()).isEqualTo(target);
        assertThat(company.get("/contacts/" + contact).json().get("accounts").toString())
                .isEqualTo("[{\"id\":%d,\"title\":\"Rivera\"}]".formatted(target));
        assertThat(company.get("/opportunities/" + opportunity + "/changes").json().get(0).get("changes").toString())
                .isEqualTo("[{\"field\":\"accountId\",\"from\":%d,\"to\":%d}]".formatted(source, target));
        assertThat(unmerge("/accounts", target, List.of(source)).json().get("changedSince")).isEmpty();
        assertThat(shown("/accounts", target, source)).isEqualTo(before);
        assertThat(company.get("/opportunities/" + opportunity).json().get("accountId").asLong()).isEqualTo(source);
        assertThat(withoutTimes(company.get("/contacts/" + contact).json())).isEqualTo(contactBefore);
    }

    @Test
    void aContactTakesThePlaceOfAnother() {
        long target = company.post("/contacts", "{\"name\": \"Jo\", \"emails\": [\"jo@example.com\"]}").id();
        long source = company
                .post("/contacts", "{\"name\": \"Joanna\", \"emails\": [\"joanna@example.com\"], \"phones\": [\"615-555-0134\"]}").id();
        long other = company.post("/contacts", "{\"name\": \"Lee\"}").id();
        long opportunity = post("\"contacts\": [%d, %d, %d]".formatted(source, other, target));
        long account = account("Rivera", ", \"contacts\": [%d]".formatted(source));
        List<String> before = shown("/contacts", target, source);
        List<String> linked = List.of(withoutTimes(company.get("/opportunities/" + opportunity).json()),
                withoutTimes(company.get("/accounts/" + account).json()));

        TestResponse merged = merge("/contacts", target, List.of(source), "\"name\": " + source);

        assertThat(merged.status()).as(merged.body()).isEqualTo(200);
        assertThat(company.get("/contacts/" + source).id()).isEqualTo(target);
        assertThat(company.get("/contacts/" + source).header("X-Merged-Into")).isEqualTo(String.valueOf(target));
        assertThat(company.patch("/contacts/" + source, "{\"title\": \"Owner\"}").status()).isEqualTo(409);
        assertThat(company.delete("/contacts/" + source).status()).isEqualTo(409);
        assertThat(company.get("/contacts/" + target).json().get("name").stringValue()).isEqualTo("Joanna");
        assertThat(company.get("/contacts/" + target).json().get("emails")).hasSize(2);
        assertThat(company.get("/opportunities/" + opportunity).json().get("contacts").toString())
                .isEqualTo("[%d,%d]".formatted(target, other));
        assertThat(company.get("/accounts/" + account).json().get("contacts").get(0).get("id").asLong()).isEqualTo(target);
        assertThat(company.get("/contacts?q=joanna").json()).hasSize(1);
        assertThat(
                company.post("/opportunities?match_by=primaryPhone", Opportunities.body("\"primaryEmail\": \"joanna@example.com\"")).json()
                        .get("contacts").get(0).asLong())
                .isEqualTo(target);
        assertThat(unmerge("/contacts", target, List.of(source)).json().get("changedSince")).isEmpty();
        assertThat(company.get("/contacts?q=joanna").json()).hasSize(1);
        assertThat(List.of(withoutTimes(company.get("/opportunities/" + opportunity).json()),
                withoutTimes(company.get("/accounts/" + account).json()))).isEqualTo(linked);
        assertThat(shown("/contacts", source)).isEqualTo(before.subList(1, 2));
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

    @Test
    void everyFaultIsNamedAtOnce() {
        long target = post("\"value\": 1");
        long archived = post("\"value\": 1");
        company.delete("/opportunities/" + archived);

        TestResponse refused = merge("/opportunities", target, List.of(target, archived, 999_999L),
                "\"foo\": %d, \"title\": 999998".formatted(target));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.errorFields()).containsExactlyInAnyOrder("members.foo", "members.title", "sources[0]", "sources[1]",
                "sources[2]");
        assertThat(merge("/opportunities", 999_999L, List.of(target), "").status()).isEqualTo(404);
        assertThat(company.post("/opportunities/" + target + "/merge", "{}").errorFields()).containsExactly("sources");
        assertThat(company.post("/opportunities/" + target + "/merge", "{\"sources\": [%d]}".formatted(post("")),
                Map.of("If-Match", "\"9-abc\"")).status()).isEqualTo(412);
    }

    @Test
    void aSourceIsNamedByItsPlaceInTheRequest() {
        long target = post("\"value\": 1");
        long source = post("\"value\": 2");
        String path = "/opportunities/%d/".formatted(target);

        assertThat(company.post(path + "merge", "{\"sources\": [\"x\", 1, null]}").errorFields()).containsExactly("sources[0]",
                "sources[2]");
        assertThat(company.post(path + "unmerge", "{\"sources\": [\"x\", 1]}").errorFields()).containsExactly("sources[0]");
        assertThat(merge("/opportunities", target, List.of(source, source, 999_999L), "").errorFields()).containsExactly("sources[2]");
        assertThat(unmerge("/opportunities", target, List.of(source, source, 999_999L)).errorFields())
                .containsExactly("sources[0]", "sources[2]");
    }

    @Test
    void aContactHasAtMostFiftyEmailsAfterAMerge() {
        long target = company.post("/contacts", contactWithEmails("a", 30)).id();
        long source = company.post("/contacts", contactWithEmails("b", 30)).id();
        List<String> before = shown("/contacts", target, source);

        TestResponse refused = merge("/contacts", target, List.of(source), "");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().get("message").stringValue()).contains("at most 50 e-mails");
        assertThat(shown("/contacts", target, source)).isEqualTo(before);
    }

    private static String contactWithEmails(String name, int emails) {
        return "{\"name\": \"Jo\", \"emails\": [%s]}".formatted(IntStream.range(0, emails)
                .mapToObj(i -> "\"%s%d@example.com\"".formatted(name, i)).collect(Collectors.joining(", ")));
    }

    private long account(String title, String members) {
        return company.post("/accounts", "{\"title\": \"%s\", \"address\": \"1 Oak St, Nashville, TN 37201\"%s}".formatted(title, members))
                .id();
    }

    private long post(String member) {
        return company.post("/opportunities", member.isEmpty() ? Opportunities.body() : Opportunities.body(member)).id();
    }

    private TestResponse merge(String path, long target, List<Long> sources, String members) {
        return company.post(path + "/" + target + "/merge", "{\"sources\": %s, \"members\": {%s}}".formatted(sources, members));
    }

    private TestResponse unmerge(String path, long target, List<Long> sources) {
        return company.post(path + "/" + target + "/unmerge", "{\"sources\": %s}".formatted(sources));
    }

    private List<String> shown(String path, long... ids) {
        return Arrays.stream(ids).mapToObj(id -> withoutTimes(company.get(path + "/" + id).json())).toList();
    }

    /** Returns a record without the members that say when and by whom it was changed last. */
    private static String withoutTimes(JsonNode record) {
        ObjectNode shown = (ObjectNode) record.deepCopy();
        shown.remove(List.of("updatedAt", "lastActivity", "updatedBy"));
        return shown.toString();
    }
}
