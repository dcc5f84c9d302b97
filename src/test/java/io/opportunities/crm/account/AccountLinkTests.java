package io.opportunities.crm.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.Concurrently;
import io.opportunities.support.DatabaseOwner;
import io.opportunities.support.Service;
import io.opportunities.support.TestResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** A link between a contact and an account is a change of both, from either side. */
@Tag("citus")
@ApiTest
class AccountLinkTests {

    @Autowired
    private Service service;

    @Autowired
    private DatabaseOwner owner;

    private Client company;
    private long account;
    private long ann;
    private long bob;

    @BeforeEach
    void anAccountAndTwoContacts() {
        company = service.newCompany();
        ann = company.post("/contacts", "{\"name\": \"Ann\", \"emails\": [\"ann@example.com\"]}").id();
        bob = company.post("/contacts", "{\"name\": \"Bob\", \"emails\": [\"bob@example.com\"]}").id();
        account = company.post("/accounts", "{\"title\": \"Cole\", \"address\": \"1 Elm St\", \"contacts\": [%d]}".formatted(ann)).id();
    }

    @Test
    void aContactThatJoinsAnAccountChangesTheAccount() {
        TestResponse before = company.get("/accounts/" + account);

        company.patch("/contacts/" + bob, "{\"accountIds\": [%d]}".formatted(account));

        TestResponse after = company.get("/accounts/" + account);
        assertThat(after.header("ETag")).startsWith("\"1-");
        assertThat(after.json().get("contacts")).hasSize(2);
        assertThat(after.json().get("updatedAt").stringValue()).isGreaterThan(before.json().get("updatedAt").stringValue());
        assertThat(lastChange("/accounts/" + account)).isEqualTo("[{\"field\":\"contacts\",\"from\":null,\"to\":[%d]}]".formatted(bob));
        assertThat(company.patch("/accounts/" + account, "{\"contacts\": []}", Map.of("If-Match", String.valueOf(before.header("ETag"))))
                .status()).isEqualTo(412);
    }

    @Test
    void anAccountThatTakesAContactChangesTheContact() {
        TestResponse before = company.get("/contacts/" + bob);

        company.patch("/accounts/" + account, "{\"contacts\": [%d, %d]}".formatted(ann, bob));

        TestResponse after = company.get("/contacts/" + bob);
        assertThat(after.header("ETag")).startsWith("\"1-");
        assertThat(after.json().get("updatedAt").stringValue()).isGreaterThan(before.json().get("updatedAt").stringValue());
        assertThat(lastChange("/contacts/" + bob)).isEqualTo("[{\"field\":\"accountIds\",\"from\":null,\"to\":[%d]}]".formatted(account));
        assertThat(company.get("/contacts/" + ann).header("ETag")).as("linked by the create").startsWith("\"1-");
    }

    @Test
    void aContactThatLeavesAnAccountIsNotItsPrimaryContactAnyMore() {
        company.patch("/contacts/" + bob, "{\"accountIds\": [%d]}".formatted(account));

        company.patch("/contacts/" + ann, "{\"accountIds\": []}");

        assertThat(company.get("/accounts/" + account).json().get("contacts"))
                .hasToString("[{\"id\":%d,\"emails\":[\"bob@example.com\"],\"phones\":[]}]".formatted(bob));
        assertThat(lastChange("/accounts/" + account)).isEqualTo("[{\"field\":\"contacts\",\"from\":[%d],\"to\":null}]".formatted(ann));
    }

    @Test
    void aRecordWhoseContactIsNewToItsAccountChangesBothAndTheNextOneNeither() {
        TestResponse bobBefore = company.get("/contacts/" + bob);

        assertThat(company.post("/opportunities", record(1, "bob@example.com")).status()).isEqualTo(201);

        assertThat(company.get("/accounts/" + account).header("ETag")).startsWith("\"1-");
        assertThat(company.get("/contacts/" + bob).header("ETag")).startsWith("\"1-").isNotEqualTo(bobBefore.header("ETag"));
        assertThat(lastChange("/contacts/" + bob)).contains("accountIds");
        assertThat(company.post("/opportunities", record(2, "bob@example.com")).status()).isEqualTo(201);
        assertThat(company.get("/accounts/" + account).header("ETag")).startsWith("\"1-");
        assertThat(company.get("/contacts/" + bob).header("ETag")).startsWith("\"1-");
    }

    @Test
    void recordsWithNewContactsMadeAtOnceUnderOneAccountAreAllLinked() throws Exception {
        int clients = 16;
        List<Callable<TestResponse>> creates = IntStream.range(0, clients)
                .<Callable<TestResponse>>mapToObj(i -> () -> company.post("/opportunities", record(i, "new%d@example.com".formatted(i))))
                .toList();

        assertThat(Concurrently.send(creates)).extracting(TestResponse::status).containsOnly(201);

        assertThat(company.get("/accounts/" + account).json().get("contacts")).hasSize(clients + 1);
        assertThat(company.get("/accounts/" + account).header("ETag")).startsWith("\"%d-".formatted(clients));
        assertThat(company.get("/accounts/" + account + "/changes?page_size=100").json()).hasSize(clients + 1);
    }

    @Test
    void linksThatStayAreNotWritten() {
        long record = company.post("/opportunities", """
                {"title": "Roof", "address": "7 Elm St", "trades": ["x"], "contacts": [%d, %d]}""".formatted(bob, ann)).id();
        String linkBefore = row("account_contact where account_id = " + account);
        String placeBefore = row("opportunity_contact where opportunity_id = " + record);

        company.patch("/accounts/" + account, "{\"contacts\": [%d, %d]}".formatted(bob, ann));
        long cid = company.post("/contacts", "{\"name\": \"Cid\"}").id();
        company.patch("/opportunities/" + record, "{\"contacts\": [%d, %d, %d]}".formatted(bob, ann, cid));

        assertThat(row("account_contact where contact_id = %d and account_id = %d".formatted(ann, account))).isEqualTo(linkBefore);
        assertThat(row("opportunity_contact where contact_id = %d and opportunity_id = %d".formatted(ann, record))).isEqualTo(placeBefore);
        assertThat(company.get("/opportunities/" + record).json().get("contacts")).hasToString("[%d,%d,%d]".formatted(bob, ann, cid));
        company.patch("/opportunities/" + record, "{\"contacts\": [%d, %d, %d]}".formatted(bob, cid, ann));
        assertThat(company.get("/opportunities/" + record).json().get("contacts")).hasToString("[%d,%d,%d]".formatted(bob, cid, ann));
    }

    private String row(String where) {
        return owner.sql("select xmin::text || ' ' || ctid::text from " + where).query(String.class).single();
    }

    private String lastChange(String record) {
        JsonNode changes = company.get(record + "/changes").json();
        return changes.get(0).get("changes").toString();
    }

    private String record(int number, String email) {
        return """
                {"title": "Roof %1$d", "address": "%1$d Oak St", "trades": ["x"], "accountId": %2$d, "primaryEmail": "%3$s"}"""
                .formatted(number, account, email);
    }
}
