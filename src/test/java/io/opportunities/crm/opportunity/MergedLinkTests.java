package io.opportunities.crm.opportunity;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.TestResponse;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;

/** Accounts, contacts and phases of records that were merged, after other changes. */
@ApiTest
class MergedLinkTests extends ChainedMergeCalls {

    MergedLinkTests(Client company) {
        super(company);
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

    private long account(String title) {
        return company.post("/accounts", "{\"title\": \"%s\", \"address\": \"1 Oak St, Nashville, TN 37201\"}".formatted(title)).id();
    }

    private long workflow(String name) {
        return company.post("/workflows", "{\"name\": \"%s\", \"phases\": [{\"name\": \"Lead\"}, {\"name\": \"Bid\"}]}".formatted(name))
                .id();
    }
}
