package io.opportunities.crm.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.Service;
import io.opportunities.support.TestResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Merges that can be undone, also long after the tab or script that made them is gone. */
@Tag("citus")
@ApiTest
class MergeListTests {

    private final Client company;

    @Autowired
    private Service service;

    MergeListTests(Client company) {
        this.company = company;
    }

    @Test
    void listsMergesNewestFirstUntilTheyAreUndone() {
        long target = roof("A");
        long first = roof("B");
        long second = roof("C");
        merge(target, first);
        merge(target, second);

        JsonNode merges = company.get("/merges").json();

        assertThat(merges.valueStream().map(each -> each.get("source").get("id").asLong())).containsExactly(second, first);
        assertThat(merges.get(0).get("target").toString())
                .isEqualTo("{\"id\":%d,\"title\":\"A\",\"isActive\":true}".formatted(target));
        assertThat(merges.get(0).get("source").toString())
                .isEqualTo("{\"id\":%d,\"title\":\"C\",\"isActive\":false}".formatted(second));
        assertThat(Instant.parse(merges.get(0).get("mergedAt").stringValue()))
                .isBetween(Instant.now().minus(Duration.ofMinutes(1)), Instant.now().plus(Duration.ofMinutes(1)));

        company.post("/opportunities/%d/unmerge".formatted(target), "{\"sources\": [%d]}".formatted(second));
        assertThat(company.get("/merges").json().valueStream().map(each -> each.get("source").get("id").asLong())).containsExactly(first);
    }

    @Test
    void narrowsToATargetAndGoesOnFromACursor() {
        long target = roof("A");
        long other = roof("B");
        merge(other, roof("C"));
        for (int number = 0; number < 3; number++) {
            merge(target, roof("D" + number));
        }

        TestResponse page = company.get("/merges?page_size=2&target_id=" + target);
        TestResponse next = company.get("/merges?page_size=2&target_id=%d&cursor=%s".formatted(target, page.header("X-Next-Cursor")));

        assertThat(page.json()).hasSize(2);
        assertThat(next.json()).hasSize(1);
        assertThat(next.json().get(0).get("source").get("title").stringValue()).isEqualTo("D0");
        assertThat(company.get("/merges?include_total=true").header("X-Total-Count")).isEqualTo("4");
    }

    @Test
    void aMergeIntoAMergedRecordSaysSo() {
        long first = roof("A");
        long second = roof("B");
        merge(second, first);
        merge(roof("C"), second);

        assertThat(company.get("/merges").json().valueStream().map(each -> each.get("target").get("isActive").asBoolean()))
                .containsExactly(true, false);
    }

    @Test
    void contactsAreListedByTheirNames() {
        long target = company.post("/contacts", "{\"name\": \"Dana\"}").id();
        long source = company.post("/contacts", "{\"name\": \"D. Reyes\"}").id();
        company.post("/contacts/%d/merge".formatted(target), "{\"sources\": [%d]}".formatted(source));

        JsonNode merge = company.get("/merges?record_type=contact").json().get(0);

        assertThat(merge.get("target").get("title").stringValue()).isEqualTo("Dana");
        assertThat(merge.get("source").toString()).isEqualTo("{\"id\":%d,\"title\":\"D. Reyes\",\"isActive\":false}".formatted(source));
        assertThat(company.get("/merges").json()).isEmpty();
    }

    @Test
    void mergesOfOtherCompaniesAreNotListed() {
        long target = roof("A");
        merge(target, roof("B"));

        assertThat(service.newCompany().get("/merges?target_id=" + target).json()).isEmpty();
    }

    @Test
    void wrongParametersAreNamedTogether() {
        assertThat(company.get("/merges?record_type=file&target_id=x&page_size=0").errorFields())
                .containsExactlyInAnyOrder("record_type", "target_id", "page_size");
    }

    private void merge(long target, long source) {
        TestResponse merged = company.post("/opportunities/%d/merge".formatted(target), "{\"sources\": [%d]}".formatted(source));
        assertThat(merged.status()).as(merged.body()).isEqualTo(200);
    }

    private long roof(String title) {
        return company.post("/opportunities", "{\"title\": \"%s\", \"address\": \"1 Elm St\", \"trades\": [\"a\"]}".formatted(title)).id();
    }
}
