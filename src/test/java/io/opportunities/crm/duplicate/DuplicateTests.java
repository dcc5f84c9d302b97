package io.opportunities.crm.duplicate;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.DatabaseOwner;
import io.opportunities.support.TestResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Groups of records that share a key, and dismissed pairs. */
@Tag("citus")
@ApiTest
class DuplicateTests {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Client company;

    @Autowired
    private DatabaseOwner owner;

    DuplicateTests(Client company) {
        this.company = company;
    }

    @Test
    void groupsAreListedTheLargestFirst() {
        List<Long> two = records("two@example.com", 2);
        List<Long> three = records("three@example.com", 3);
        records("one@example.com", 1);

        JsonNode groups = company.get("/duplicates").json();

        assertThat(groups).hasSize(2);
        assertThat(groups.get(0).toString()).isEqualTo(
                "{\"recordType\":\"opportunity\",\"by\":\"primaryEmail\",\"key\":\"three@example.com\",\"count\":3,\"ids\":%s}"
                        .formatted(json(three)));
        assertThat(groups.get(1).get("ids").toString()).isEqualTo(json(two));
        assertThat(company.get("/duplicates?by=title").json()).isEmpty();
    }

    @Test
    void aGroupFollowsItsRecords() {
        List<Long> ids = records("jo@example.com", 3);
        long other = record("lee@example.com");

        company.delete("/opportunities/" + ids.get(0));
        assertThat(company.get("/duplicates").json().get(0).get("count").asInt()).isEqualTo(2);
        company.patch("/opportunities/" + ids.get(1), "{\"primaryEmail\": \"lee@example.com\"}");
        assertThat(company.get("/duplicates").json()).hasSize(1);
        assertThat(company.get("/duplicates").json().get(0).get("ids").toString()).isEqualTo(json(List.of(ids.get(1), other)));
        company.patch("/opportunities/" + ids.get(0), "{\"isActive\": true}");
        assertThat(company.get("/duplicates").json()).hasSize(2);
    }

    @Test
    void pagesFollowEachOther() {
        for (int i = 0; i < 7; i++) {
            records("p%d@example.com".formatted(i), 2 + i % 2);
        }

        List<String> keys = new ArrayList<>();
        String path = "/duplicates?page_size=3";
        while (path != null) {
            TestResponse page = company.get(path);
            page.json().forEach(group -> keys.add(group.get("key").stringValue()));
            String next = page.header("X-Next-Cursor");
            path = next == null ? null : "/duplicates?page_size=3&cursor=" + next;
        }

        assertThat(keys).containsExactly("p1@example.com", "p3@example.com", "p5@example.com", "p0@example.com", "p2@example.com",
                "p4@example.com", "p6@example.com");
    }

    @Test
    void manyGroupsThatAreLeftOutHideNoLaterOne() {
        List<Long> ids = records("zoe@example.com", 2);
        owner.sql("""
                insert into duplicate_group (company_id, record_type, kind, key, records)
                select o.company_id, 'opportunity', 2, 'a' || i, 2 from opportunity o, generate_series(1, 1500) i where o.id = ?
                """).param(ids.getFirst()).update();

        TestResponse first = company.get("/duplicates");
        TestResponse second = company.get("/duplicates?cursor=" + first.header("X-Next-Cursor"));

        assertThat(first.json()).isEmpty();
        assertThat(second.json().get(0).get("ids").toString()).isEqualTo(json(ids));
        assertThat(second.header("X-Next-Cursor")).isNull();
    }

    @Test
    void aDismissedPairIsNotSuggestedAgainUntilAnotherRecordJoins() {
        List<Long> ids = records("jo@example.com", 2);

        TestResponse dismissed = company.post("/duplicates/dismiss", "{\"recordType\": \"opportunity\", \"ids\": %s}".formatted(json(ids)));

        assertThat(dismissed.status()).as(dismissed.body()).isEqualTo(200);
        assertThat(company.get("/duplicates").json()).isEmpty();
        long third = record("jo@example.com");
        assertThat(company.get("/duplicates").json()).hasSize(1);
        company.delete("/opportunities/" + third);
        assertThat(company.get("/duplicates").json()).isEmpty();
    }

    @Test
    void aMergeEndsItsGroupAndAnUndoneMergeIsDismissed() {
        List<Long> ids = records("jo@example.com", 3);
        String sources = "{\"sources\": [%d, %d]}".formatted(ids.get(1), ids.get(2));

        company.post("/opportunities/" + ids.get(0) + "/merge", sources);
        assertThat(company.get("/duplicates").json()).isEmpty();
        company.post("/opportunities/" + ids.get(0) + "/unmerge", sources);

        assertThat(company.get("/opportunities").json()).hasSize(3);
        assertThat(company.get("/duplicates").json()).as("the sources still count as a pair").hasSize(1);
        company.post("/duplicates/dismiss", "{\"recordType\": \"opportunity\", \"ids\": %s}".formatted(json(ids.subList(1, 3))));
        assertThat(company.get("/duplicates").json()).isEmpty();
    }

    @Test
    void accountsAndContactsHaveGroupsToo() {
        company.post("/accounts?match_by=primaryPhone", "{\"title\": \"Rivera\", \"address\": \"1 Oak St, Nashville, TN 37201\"}");
        company.post("/accounts?match_by=primaryPhone", "{\"title\": \"rivera\", \"address\": \"2 Oak St, Nashville, TN 37201\"}");
        long first = company.post("/contacts", "{\"name\": \"Jo\", \"emails\": [\"a@example.com\", \"jo@example.com\"]}").id();
        long second = company.post("/contacts", "{\"name\": \"Jo\", \"emails\": [\"JO@example.com\"], \"phones\": [\"615-555-0134\"]}")
                .id();

        assertThat(company.get("/duplicates?record_type=account&by=title").json()).hasSize(1);
        assertThat(company.get("/duplicates?record_type=contact").json().get(0).get("ids").toString())
                .isEqualTo(json(List.of(first, second)));
        assertThat(company.get("/duplicates?record_type=contact&by=primaryPhone").json()).isEmpty();
        company.post("/contacts/" + first + "/merge", "{\"sources\": [%d]}".formatted(second));
        assertThat(company.get("/duplicates?record_type=contact").json()).isEmpty();
        company.post("/contacts/" + first + "/unmerge", "{\"sources\": [%d]}".formatted(second));
        assertThat(company.get("/contacts").json()).hasSize(2);
        assertThat(company.get("/duplicates?record_type=contact").json()).isEmpty();
    }

    @Test
    void everyFaultIsNamedAtOnce() {
        assertThat(company.get("/duplicates?record_type=team&by=externalId&page_size=0&cursor=x").errorFields())
                .containsExactly("record_type", "by", "page_size", "cursor");
        assertThat(company.get("/duplicates?record_type=contact&by=title").errorFields()).containsExactly("by");
        assertThat(company.post("/duplicates/dismiss", "{\"recordType\": \"team\", \"ids\": [1]}").errorFields())
                .containsExactlyInAnyOrder("recordType", "ids");
        assertThat(company.post("/duplicates/dismiss", "{\"recordType\": \"contact\", \"ids\": [999999, 999998]}").errorFields())
                .containsExactly("ids[0]", "ids[1]");
        long id = record("jo@example.com");
        assertThat(
                company.post("/duplicates/dismiss", "{\"recordType\": \"opportunity\", \"ids\": [%1$d, %1$d]}".formatted(id)).errorFields())
                .containsExactly("ids");
    }

    private List<Long> records(String email, int count) {
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(record(email));
        }
        return ids;
    }

    private long record(String email) {
        int number = NUMBER.incrementAndGet();
        return company.post("/opportunities",
                "{\"title\": \"Roof %1$d\", \"address\": \"%1$d Elm St, Nashville, TN 37201\", \"trades\": [\"Roof\"], \"primaryEmail\": \"%2$s\"}"
                        .formatted(number, email))
                .id();
    }

    private static String json(List<Long> ids) {
        return ids.toString().replace(" ", "");
    }
}
