package io.opportunities.crm.opportunity;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Concurrently;
import io.opportunities.support.DatabaseOwner;
import io.opportunities.support.StatementCounter;
import io.opportunities.support.TestResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A contact that many leads share costs each of them no more than a contact of its own. */
@Tag("citus")
@ApiTest
class SharedContactTests extends ContactOfThree {

    @Autowired
    private DatabaseOwner database;

    @Test
    void aPhoneAddedByALeadWritesNoOtherRecord() {
        List<String> before = writtenRows();

        TestResponse made = lead(EMAIL, phone(1));

        assertThat(writtenRows()).containsAll(before);
        assertThat(StatementCounter.of(made)).hasSizeLessThanOrEqualTo(7);
        assertThat(ids("/opportunities?q=dana%20cole%206155550001")).hasSize(4);
    }

    /** Each finds the contact by the e-mail that its record has, which the request does not bring. */
    @Test
    void recordsOfOneContactThatEachBringAPhoneFormNoDeadlock() throws Exception {
        List<Long> records = IntStream.range(0, 8).mapToObj(i -> lead(EMAIL).id()).toList();
        long before = deadlocks();

        List<TestResponse> responses = Concurrently.send(records.stream().<Callable<TestResponse>>map(record -> () -> company.patch(
                "/opportunities/" + record, "{%s}".formatted(phone((int) (record % 1_000))))).toList());

        assertThat(responses).extracting(TestResponse::status).containsOnly(200);
        assertThat(deadlocks()).isEqualTo(before);
        assertThat(company.get("/contacts/" + dana).json().get("phones")).hasSize(8);
    }

    private long deadlocks() {
        return database.sql("select deadlocks from pg_stat_database where datname = current_database()").query(Long.class).single();
    }

    /** In no order there is a contact left: either the request finds it, and it is removed then, or its id is unknown. */
    @Test
    void aContactThatARequestNamesByIdAndByEmailIsNotCreatedAgainOnRemoval() throws Exception {
        for (int round = 0; round < 15; round++) {
            String email = "\"primaryEmail\": \"bob%d@example.com\"".formatted(round);
            long bob = company.post("/contacts", "{\"name\": \"Bob\", \"emails\": [\"bob%d@example.com\"]}".formatted(round)).id();

            List<TestResponse> responses = Concurrently.send(List.of(() -> lead(email, "\"contacts\": [%d]".formatted(bob)),
                    () -> company.delete("/contacts/" + bob)));

            assertThat(responses.getFirst().status()).isIn(201, 400);
            assertThat(database.sql("select count(*) from contact where company_id = ? and emails[1] = ? and removed_at is null")
                    .param(companyId).param("bob%d@example.com".formatted(round)).query(Long.class).single()).isZero();
        }
    }

    @Test
    void aRenamedContactWritesNoOtherRecord() {
        List<String> before = writtenRows();

        company.patch("/contacts/" + dana, "{\"name\": \"Quincy Adams\"}");

        assertThat(writtenRows()).containsAll(before);
        assertThat(ids("/opportunities?q=quincy%20opportunity")).hasSize(3);
        assertThat(ids("/opportunities?q=cole")).isEmpty();
    }

    @Test
    void aLeadThatLeavesItsContactUnchangedDoesNotWaitForAChangeOfIt() throws SQLException {
        try (Connection other = database.begin()) {
            other.createStatement().executeUpdate("update contact set name = 'Other' where company_id = %d and id = %d"
                    .formatted(companyId, dana));

            assertThat(lead(EMAIL).status()).isEqualTo(201);

            other.rollback();
        }
    }

    @Test
    void theChangelogOfAnAdditionHoldsWhatWasAdded() {
        lead(EMAIL, phone(1));
        lead(EMAIL, phone(2));
        lead("\"primaryEmail\": \"second@example.com\"", phone(1));

        List<String> changes = company.get("/contacts/%d/changes?order_by=asc".formatted(dana)).json().valueStream().skip(1)
                .map(change -> change.get("changes").toString()).toList();

        assertThat(changes).containsExactly("""
                [{"field":"phones[0]","from":null,"to":"615 555 0001"}]""", """
                [{"field":"phones[1]","from":null,"to":"615 555 0002"}]""", """
                [{"field":"emails[1]","from":null,"to":"second@example.com"}]""");
    }

    /** Returns the rows of opportunities, each with the transaction that wrote it. */
    private List<String> writtenRows() {
        return database.sql("""
                select 'words ' || record_id || ' ' || xmin from record_words where company_id = :company and record_type = 'opportunity'
                union all select 'record ' || id || ' ' || xmin from opportunity where company_id = :company
                """).param("company", companyId).query(String.class).list().stream().map(String::valueOf).toList();
    }
}
