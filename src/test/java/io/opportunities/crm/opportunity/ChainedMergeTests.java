package io.opportunities.crm.opportunity;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.DatabaseOwner;
import io.opportunities.support.TestResponse;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Merges of records that were merged into, and unmerges after other changes. */
@ApiTest
class ChainedMergeTests {

    private final Client company;

    @Autowired
    private DatabaseOwner database;

    ChainedMergeTests(Client company) {
        this.company = company;
    }

    @Test
    void anExternalIdGoesUpAChainAndBack() {
        long first = post("\"externalId\": \"X\"");
        long second = post("");
        long third = post("");

        assertThat(merge(second, first).status()).isEqualTo(200);
        TestResponse merged = merge(third, second);

        assertThat(merged.status()).as(merged.body()).isEqualTo(200);
        assertThat(member(third, "externalId").stringValue()).isEqualTo("X");
        TestResponse unmerged = unmerge(third, second);
        assertThat(unmerged.status()).as(unmerged.body()).isEqualTo(200);
        assertThat(company.get("/opportunities/" + third).json().hasNonNull("externalId")).isFalse();
        assertThat(member(second, "externalId").stringValue()).isEqualTo("X");
        assertThat(unmerge(second, first).status()).isEqualTo(200);
        assertThat(member(first, "externalId").stringValue()).isEqualTo("X");
    }

    @Test
    void anExternalIdHeldTwiceInAChainComesBack() {
        long first = post("\"externalId\": \"X\"");
        long second = post("");
        long third = post("\"externalId\": \"Y\"");
        merge(second, first);
        merge(third, second);

        TestResponse unmerged = unmerge(third, second);

        assertThat(unmerged.status()).as(unmerged.body()).isEqualTo(200);
        assertThat(company.get("/opportunities/" + first).id()).isEqualTo(second);
        assertThat(member(second, "externalId").stringValue()).isEqualTo("X");
        assertThat(member(third, "externalId").stringValue()).isEqualTo("Y");
    }

    @Test
    void tooManySourcesAreRefusedBeforeTheyAreLookedUp() {
        long target = post("");
        Long[] sources = LongStream.range(1, 1_001).boxed().toArray(Long[]::new);

        TestResponse refused = company.post("/opportunities/" + target + "/merge", "{\"sources\": %s}".formatted(List.of(sources)));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.errorFields()).containsExactly("sources");
        assertThat(unmerge(target, sources).errorFields()).containsExactly("sources");
    }

    @Test
    void aMergeOfContactsWithTooManyKeysIsRefused() {
        List<Long> contacts = IntStream.range(0, 21).mapToObj(this::contactWithManyEmails).toList();

        TestResponse refused = company.post("/contacts/" + contacts.getFirst() + "/merge",
                "{\"sources\": %s}".formatted(contacts.subList(1, 21)));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().get("message").stringValue()).contains("name fewer sources");
    }

    @Test
    void keysOfOtherRulesAreNoChangeOfAClient() {
        long target = post("");
        long source = post("\"primaryEmail\": \"jo@example.com\"");
        database.sql("update opportunity set key_version = 7, email_key = 'old' where id = ?").param(source).update();
        merge(target, source);
        assertThat(keyVersion(target)).isZero();
        database.sql("update opportunity set key_version = 7, email_key = 'new' where id = ?").param(target).update();

        TestResponse unmerged = unmerge(target, source);

        assertThat(unmerged.json().get("changedSince")).isEmpty();
        assertThat(member(target, "primaryEmail").isNull()).isTrue();
        assertThat(keyVersion(target)).isZero();
    }

    @Test
    void anArchivedAccountDoesNotComeBack() {
        long first = account("First");
        long second = account("Second");
        long target = post("\"accountId\": " + first);
        long source = post("\"accountId\": " + second);
        merge(target, source, "\"accountId\": " + source);
        company.delete("/accounts/" + first);

        TestResponse unmerged = unmerge(target, source);

        assertThat(unmerged.status()).as(unmerged.body()).isEqualTo(200);
        assertThat(unmerged.json().at("/changedSince/0/members").toString()).isEqualTo("[\"accountId\"]");
        assertThat(member(target, "accountId").asLong()).isEqualTo(second);
        assertThat(member(source, "accountId").asLong()).isEqualTo(second);
    }

    @Test
    void aSourceComesBackWithoutAnAccountThatWasArchived() {
        long account = account("First");
        long target = post("");
        long source = post("\"accountId\": " + account);
        merge(target, source, "\"accountId\": " + target);
        company.delete("/accounts/" + account);

        TestResponse unmerged = unmerge(target, source);

        assertThat(unmerged.status()).as(unmerged.body()).isEqualTo(200);
        assertThat(unmerged.json().at("/changedSince/0/members").toString()).isEqualTo("[\"accountId\"]");
        assertThat(member(source, "accountId").isNull()).isTrue();
        assertThat(company.get("/opportunities/" + source + "/changes").json().get(0).get("changes").toString())
                .contains("{\"field\":\"accountId\",\"from\":%d,\"to\":null}".formatted(account));
    }

    @Test
    void aDeletedWorkflowDoesNotComeBack() {
        long deleted = workflow("Old");
        long target = post("\"workflowId\": " + deleted);
        long source = post("\"workflowId\": " + workflow("New"));
        merge(target, source, "\"workflowId\": " + source);
        assertThat(company.delete("/workflows/" + deleted).status()).isEqualTo(200);

        TestResponse unmerged = unmerge(target, source);

        assertThat(unmerged.status()).as(unmerged.body()).isEqualTo(200);
        assertThat(unmerged.json().at("/changedSince/0/members").toString()).isEqualTo("[\"workflowId\"]");
    }

    @Test
    void aMergeThatIsUndoneFirstLeavesNothingToALaterOne() {
        long target = post("");
        long first = post("\"description\": \"X\"");
        long second = post("\"description\": \"Z\"");
        merge(target, first);
        merge(target, second, "\"description\": " + second);

        assertThat(unmerge(target, first).json().at("/changedSince/0/members").toString()).isEqualTo("[\"description\"]");
        assertThat(member(target, "description").stringValue()).isEqualTo("Z");
        assertThat(unmerge(target, second).json().get("changedSince")).isEmpty();
        assertThat(member(target, "description").isNull()).isTrue();
    }

    @Test
    void aContactOfTwoSourcesLeavesWithTheLastOfThem() {
        long contact = company.post("/contacts", "{\"name\": \"Jo\"}").id();
        long target = post("");
        long first = post("\"contacts\": [%d]".formatted(contact));
        long second = post("\"contacts\": [%d]".formatted(contact));
        merge(target, first);
        merge(target, second);

        assertThat(unmerge(target, first).json().get("changedSince")).isEmpty();
        assertThat(member(target, "contacts")).hasSize(1);
        assertThat(unmerge(target, second).json().get("changedSince")).isEmpty();
        assertThat(member(target, "contacts")).isEmpty();
        assertThat(member(second, "contacts")).hasSize(1);
    }

    @Test
    void aPhaseKeepsItsTimeInAMergeAndBack() {
        long target = post("\"workflowId\": " + workflow("Old"));
        long source = post("\"workflowId\": " + workflow("New"));
        OffsetDateTime before = phaseSince(target);

        merge(target, source, "\"workflowId\": " + source);

        assertThat(phaseSince(target)).isEqualTo(phaseSince(source));
        assertThat(unmerge(target, source).json().get("changedSince")).isEmpty();
        assertThat(phaseSince(target)).isEqualTo(before);
    }

    @Test
    void aPhaseIsOverdueOnceAlsoAfterAMergeAndBack() {
        long target = post("\"workflowId\": " + workflow("Old"));
        long source = post("\"workflowId\": " + workflow("New"));
        database.sql("update opportunity set phase_violated_at = now() where id = ?").param(source).update();

        merge(target, source, "\"workflowId\": " + source);

        assertThat(isViolated(target)).isTrue();
        assertThat(unmerge(target, source).json().get("changedSince")).isEmpty();
        assertThat(isViolated(target)).isFalse();
        assertThat(isViolated(source)).isTrue();
    }

    private boolean isViolated(long id) {
        return database.sql("select phase_violated_at is not null from opportunity where id = ?").param(id).query(Boolean.class).single();
    }

    private OffsetDateTime phaseSince(long id) {
        return database.sql("select phase_since from opportunity where id = ?").param(id).query(OffsetDateTime.class).single();
    }

    @Test
    void anExternalIdOfAMergedRecordIsFreeWhileItsTargetIsArchived() {
        long target = post("\"externalId\": \"Y\"");
        merge(target, post("\"externalId\": \"X\""));
        company.delete("/opportunities/" + target);

        TestResponse previewed = company.post("/opportunities?match_by=externalId&dry_run=true",
                Opportunities.body("\"externalId\": \"X\""));
        TestResponse created = company.post("/opportunities?match_by=externalId", Opportunities.body("\"externalId\": \"X\""));

        assertThat(previewed.status()).as(previewed.body()).isLessThan(300);
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        assertThat(company.patch("/opportunities/" + target, "{\"isActive\": true}").status()).isEqualTo(409);
        company.patch("/opportunities/" + created.id(), "{\"externalId\": null}");
        assertThat(company.patch("/opportunities/" + target, "{\"isActive\": true}").status()).isEqualTo(200);
        assertThat(company.post("/opportunities?match_by=externalId", Opportunities.body("\"externalId\": \"X\"")).id())
                .isEqualTo(target);
    }

    private long account(String title) {
        return company.post("/accounts", "{\"title\": \"%s\", \"address\": \"1 Oak St, Nashville, TN 37201\"}".formatted(title)).id();
    }

    private long workflow(String name) {
        return company.post("/workflows", "{\"name\": \"%s\", \"phases\": [{\"name\": \"Lead\"}, {\"name\": \"Bid\"}]}".formatted(name))
                .id();
    }

    private int keyVersion(long id) {
        return database.sql("select key_version from opportunity where id = ?").param(id).query(Integer.class).single();
    }

    private long contactWithManyEmails(int number) {
        return company.post("/contacts", "{\"name\": \"Jo\", \"emails\": [%s]}".formatted(IntStream.range(0, 50)
                .mapToObj(i -> "\"c%d-%d@example.com\"".formatted(number, i)).collect(Collectors.joining(", ")))).id();
    }

    private JsonNode member(long id, String name) {
        return company.get("/opportunities/" + id).json().get(name);
    }

    private long post(String member) {
        return company.post("/opportunities", member.isEmpty() ? Opportunities.body() : Opportunities.body(member)).id();
    }

    private TestResponse merge(long target, long source) {
        return merge(target, source, "");
    }

    private TestResponse merge(long target, long source, String members) {
        return company.post("/opportunities/" + target + "/merge", "{\"sources\": [%d], \"members\": {%s}}".formatted(source, members));
    }

    private TestResponse unmerge(long target, Long... sources) {
        return company.post("/opportunities/" + target + "/unmerge", "{\"sources\": %s}".formatted(List.of(sources)));
    }
}
