package io.opportunities.crm.contact;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.DatabaseOwner;
import io.opportunities.support.Service;
import io.opportunities.support.TestResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** The removal of a contact with many records takes effect at once, and its records are unlinked in the background. */
@ApiTest
class ContactRemovalTests {

    private static final int MANY = 1_200;

    @Autowired
    private Service service;

    @Autowired
    private DatabaseOwner database;

    private Client company;
    private long companyId;
    private long dana;
    private long sam;
    private long record;
    private long account;

    @BeforeEach
    void aContactOfManyRecords() {
        company = service.newCompany();
        JsonNode made = company.post("/contacts", "{\"name\": \"Dana Cole\", \"emails\": [\"dana@example.com\"]}").json();
        companyId = made.get("companyId").asLong();
        dana = made.get("id").asLong();
        sam = company.post("/contacts", "{\"name\": \"Sam\"}").id();
        account = company.post("/accounts", "{\"title\": \"Cole\", \"address\": \"1 Oak St\", \"contacts\": [%d, %d]}"
                .formatted(dana, sam)).id();
        record = opportunity(dana, sam);
        long second = opportunity(sam, dana);
        database.sql("""
                insert into opportunity (company_id, version, title, address, trades, phase_instances, phases_started, status, is_active,
                       primary_contact_id, custom, created_by_id, created_at, updated_at, last_activity)
                select o.company_id, 0, 'Roof ' || i, o.address, o.trades, '[]', 0, o.status, true, o.primary_contact_id, '{}',
                       o.created_by_id, now(), now(), now()
                  from opportunity o, generate_series(1, :many) as i where o.company_id = :company and o.id = :record
                """).param("many", MANY).param("company", companyId).param("record", record).update();
        database.sql("""
                insert into opportunity_contact (company_id, opportunity_id, contact_id, ordinal)
                select company_id, id, :sam, 1 from opportunity where company_id = :company and id > :second
                """).param("company", companyId).param("second", second).param("sam", sam).update();
    }

    @Test
    void aRemovedContactDisappearsFromAllResponsesAtOnce() {
        assertThat(company.delete("/contacts/" + dana).status()).isEqualTo(200);

        assertThat(company.get("/contacts/" + dana).status()).isEqualTo(404);
        assertThat(company.delete("/contacts/" + dana).status()).isEqualTo(404);
        assertThat(company.patch("/contacts/" + dana, "{\"name\": \"x\"}").status()).isEqualTo(404);
        assertThat(company.get("/contacts").json()).hasSize(1);
        assertThat(company.get("/contacts?q=cole").json()).isEmpty();
        assertThat(company.get("/opportunities?q=cole").json()).isEmpty();
        assertThat(company.get("/opportunities?primaryName=cole").json()).isEmpty();
        assertThat(company.get("/opportunities?page_size=100").json()).allSatisfy(shown -> assertThat(shown.get("contacts"))
                .hasToString("[%d]".formatted(sam)));
        assertThat(company.get("/accounts/" + account).json().get("contacts"))
                .hasToString("[{\"id\":%d,\"emails\":[],\"phones\":[]}]".formatted(sam));
        assertThat(company.post("/opportunities", body("\"contacts\": [%d]".formatted(dana))).errorFields()).containsExactly("contacts[0]");
        assertThat(company.post("/opportunities", body("\"primaryEmail\": \"dana@example.com\"")).json().get("contacts").get(0).asLong())
                .isNotEqualTo(dana);
    }

    @Test
    void eachRecordLetsGoOfItWithAVersionAndAChangelogEntry() {
        company.delete("/contacts/" + dana);

        awaitRemoval();
        JsonNode shown = company.get("/opportunities?order_by=asc&page_size=1").json().get(0);
        JsonNode changes = company.get("/opportunities/%d/changes".formatted(record)).json();
        assertThat(shown.get("contacts")).hasToString("[%d]".formatted(sam));
        assertThat(shown.get("updatedAt")).isEqualTo(changes.at("/0/at"));
        assertThat(shown.at("/updatedBy/id")).isEqualTo(changes.at("/0/by/id"));
        assertThat(changes).hasSize(2);
        assertThat(changes.at("/0/id").asLong()).isEqualTo(2);
        assertThat(changes.at("/0/by/apiKeyId").isNumber()).isTrue();
        assertThat(changes.at("/0/changes"))
                .hasToString("[{\"field\":\"contacts\",\"from\":[%d,%d],\"to\":[%d]}]".formatted(dana, sam, sam));
        assertThat(company.get("/accounts/%d/changes".formatted(account)).json().at("/0/changes/0/field").stringValue())
                .isEqualTo("contacts");
        assertThat(numberOf("select count(*) from opportunity where company_id = :company and primary_contact_id = :sam and version = 1"))
                .isEqualTo(MANY + 2);
        assertThat(numberOf("select count(*) from opportunity_contact where company_id = :company and contact_id = :sam")).isZero();
        assertThat(
                numberOf("select count(*) from change where company_id = :company and record_type = 'opportunity' and action = 'UPDATED'"))
                .isEqualTo(MANY + 2);
    }

    @Test
    void aRecordThatIsChangedMeanwhileKeepsTheChangeAndLosesTheContact() {
        company.delete("/contacts/" + dana);
        TestResponse patched = company.patch("/opportunities/" + record, "{\"value\": 5}");

        assertThat(patched.json().get("contacts")).hasToString("[%d]".formatted(sam));
        awaitRemoval();
        JsonNode left = company.get("/opportunities/" + record).json();
        assertThat(left.get("contacts")).hasToString("[%d]".formatted(sam));
        assertThat(left.get("value").asInt()).isEqualTo(5);
    }

    @Test
    void aRemovalDoesNotWaitForARecordThatIsBeingChanged() throws SQLException {
        try (Connection other = database.begin()) {
            other.createStatement().executeUpdate("update opportunity set value = 7 where company_id = %d and id = %d"
                    .formatted(companyId, record));

            assertThat(company.delete("/contacts/" + dana).status()).isEqualTo(200);
            assertThat(company.get("/opportunities/" + record).json().get("contacts")).hasToString("[%d]".formatted(sam));

            other.commit();
        }
        awaitRemoval();
    }

    @Test
    void aContactOfFewRecordsIsUnlinkedInTheRequest() {
        long lone = company.post("/contacts", "{\"name\": \"Lone\"}").id();
        long few = opportunity(lone, sam);

        company.delete("/contacts/" + lone);

        assertThat(referring(lone)).isZero();
        assertThat(company.get("/opportunities/%d/changes".formatted(few)).json()).hasSize(2);
    }

    @Test
    void theRowGoesAfterAMinute() {
        long lone = company.post("/contacts", "{\"name\": \"Lone\"}").id();
        company.delete("/contacts/" + lone);

        database.sql("update contact set removed_at = now() - interval '1 minute' where company_id = ? and id = ?")
                .params(companyId, lone).update();

        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(database
                .sql("select count(*) from contact where company_id = ? and id = ?").params(companyId, lone).query(Long.class).single())
                .isZero());
    }

    private void awaitRemoval() {
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(referring(dana)).isZero());
    }

    private long referring(long contact) {
        return database.sql("""
                select (select count(*) from opportunity where company_id = :company and primary_contact_id = :contact)
                     + (select count(*) from opportunity_contact where company_id = :company and contact_id = :contact)
                     + (select count(*) from account_contact where company_id = :company and contact_id = :contact)
                """).param("company", companyId).param("contact", contact).query(Long.class).single();
    }

    private long numberOf(String count) {
        return database.sql(count).param("company", companyId).param("sam", sam).query(Long.class).single();
    }

    private long opportunity(long... contacts) {
        return company.post("/opportunities", body("\"contacts\": " + java.util.Arrays.toString(contacts))).id();
    }

    private static String body(String more) {
        return "{\"title\": \"Roof %s\", \"address\": \"7 Elm St\", \"trades\": [\"Roofing\"], %s}".formatted(Math.abs(more.hashCode()),
                more);
    }
}
