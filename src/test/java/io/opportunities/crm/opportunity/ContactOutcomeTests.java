package io.opportunities.crm.opportunity;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.TestResponse;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The headers {@code X-Contact-Outcome} and {@code X-Contact-Conflict}. */
@Tag("citus")
@ApiTest
class ContactOutcomeTests {

    private static final String EMAIL = "\"primaryEmail\": \"jo@example.com\"";
    private static final String PHONE = "\"primaryPhone\": \"+1 615 555 0134\"";

    private final Client company;

    ContactOutcomeTests(Client company) {
        this.company = company;
    }

    @Test
    void aNewContactIsCreatedAndAKnownOneMatched() {
        assertThat(outcome("", EMAIL)).isEqualTo("created");
        assertThat(outcome("", EMAIL, PHONE)).isEqualTo("matched");
        assertThat(outcome("", PHONE)).isEqualTo("matched");
        assertThat(outcome("")).isEqualTo("none");
    }

    @Test
    void aDryRunHasTheSameOutcomeAsTheCall() {
        company.post("/contacts", "{\"name\": \"Jo\", \"emails\": [\"jo@example.com\"]}");

        assertThat(outcome("?dry_run=true", EMAIL)).isEqualTo("matched");
        assertThat(outcome("?dry_run=true", PHONE)).isEqualTo("created");
        assertThat(outcome("?dry_run=true")).isEqualTo("none");
    }

    @Test
    void aCallThatLeavesItsRecordLooksForNoContact() {
        String body = Opportunities.body(EMAIL);
        company.post("/opportunities", body);

        TestResponse skipped = company.post("/opportunities", body);

        assertThat(skipped.header("X-Match-Outcome")).isEqualTo("skipped");
        assertThat(skipped.header("X-Contact-Outcome")).isEqualTo("none");
    }

    @Test
    void anEmailAndAPhoneOfTwoContactsAreAConflict() {
        long byEmail = contact("\"emails\": [\"jo@example.com\"]");
        long byPhone = contact("\"phones\": [\"+1 615 555 0134\"]");
        String untouched = company.get("/contacts/" + byPhone).body();

        TestResponse previewed = company.post("/opportunities?dry_run=true", Opportunities.body(EMAIL, PHONE));
        TestResponse created = company.post("/opportunities", Opportunities.body(EMAIL, PHONE));

        assertThat(created.json().get("contacts").get(0).asLong()).isEqualTo(byEmail);
        assertThat(created.header("X-Contact-Conflict")).isEqualTo(String.valueOf(byPhone));
        assertThat(previewed.header("X-Contact-Conflict")).isEqualTo(String.valueOf(byPhone));
        assertThat(company.get("/contacts/" + byPhone).body()).isEqualTo(untouched);
    }

    @Test
    void aPhoneThatTheContactHasItselfIsNoConflict() {
        contact("\"phones\": [\"+1 615 555 0134\"]");
        long both = contact("\"emails\": [\"jo@example.com\"], \"phones\": [\"615-555-0134\"]");

        TestResponse created = company.post("/opportunities", Opportunities.body(EMAIL, PHONE));

        assertThat(created.json().get("contacts").get(0).asLong()).isEqualTo(both);
        assertThat(created.header("X-Contact-Conflict")).isNull();
    }

    private long contact(String members) {
        return company.post("/contacts", "{\"name\": \"Jo\", " + members + "}").id();
    }

    private String outcome(String query, String... members) {
        return String.valueOf(company.post("/opportunities" + query, Opportunities.body(members)).header("X-Contact-Outcome"));
    }
}
