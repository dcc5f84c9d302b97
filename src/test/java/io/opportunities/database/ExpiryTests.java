package io.opportunities.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Basic;
import io.opportunities.support.Client;
import io.opportunities.support.DatabaseOwner;
import io.opportunities.support.Service;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rows of logs expire, on connections of the service's role, which can read the rows of no company. */
@Tag("citus")
@ApiTest
class ExpiryTests {

    @Autowired
    private Service service;

    @Autowired
    private DatabaseOwner owner;

    @Autowired
    private JdbcClient database;

    @Autowired
    private List<RetentionTask.Rule> rules;

    private Client one;
    private Client other;
    private long changed;

    @BeforeEach
    void twoCompaniesWithAnOldChangeAndAnOldEventEach() {
        one = service.newCompany();
        other = service.newCompany();
        for (Client company : List.of(one, other)) {
            changed = company.post("/contacts", "{\"name\": \"Dana\"}").id();
            company.patch("/contacts/" + changed, "{\"name\": \"Sam\"}");
            company.delete("/api-keys/" + company.withKey(null).post("/api-keys", "{}", Basic.ofAdmin(company)).id());
            long companyId = companyOf(changed);
            owner.sql("update change set at = now() - interval '100 days' where company_id = ? and action = 'CREATED'").param(companyId)
                    .update();
            owner.sql("update authentication_event set at = now() - interval '100 days' where company_id = ? and kind = 'KEY_REVOKED'")
                    .param(companyId).update();
        }
    }

    @Test
    void oldChangesOfAllCompaniesAreRemovedAndYoungOnesStay() {
        expire(new RetentionTask.Rule("change", Duration.ofDays(99)));

        for (Client company : List.of(one, other)) {
            long contact = company.get("/contacts").json().get(0).get("id").asLong();
            assertThat(company.get("/contacts/%d/changes".formatted(contact)).json().valueStream()
                    .map(change -> change.get("action").stringValue()))
                    .containsExactly("UPDATED");
        }
    }

    @Test
    void oldEventsOfAllCompaniesAreRemovedAndYoungOnesStay() {
        expire(new RetentionTask.Rule("authentication_event", Duration.ofDays(99)));

        for (Client company : List.of(one, other)) {
            assertThat(company.get("/authentication-events").json().valueStream().map(event -> event.get("kind").stringValue()))
                    .contains("KEY_CREATED").doesNotContain("KEY_REVOKED");
        }
    }

    @Test
    void byDefaultEventsAreKeptForNinetyDaysAndChangesForEver() {
        assertThat(rules).contains(new RetentionTask.Rule("authentication_event", Duration.ofDays(90)),
                new RetentionTask.Rule("change", Duration.ZERO));
        expire(new RetentionTask.Rule("change", Duration.ZERO));

        assertThat(one.get("/contacts/%d/changes".formatted(one.get("/contacts").json().get(0).get("id").asLong())).json()).hasSize(2);
    }

    @Test
    void moreThanABatchIsRemovedAtOnce() {
        owner.sql("""
                insert into change (company_id, record_type, record_id, id, at, user_id, action, changes, seq)
                select company_id, 'contact', record_id, id + n, at - interval '1 day', user_id, action, '[]', n - 20000
                  from change c, generate_series(10, 12000) n where c.record_id = ? and c.record_type = 'contact' and c.action = 'CREATED'
                """).param(changed).update();

        expire(new RetentionTask.Rule("change", Duration.ofDays(99)));

        assertThat(owner.sql("select count(*) from change where record_type = 'contact' and record_id = ?").param(changed).query(Long.class)
                .single()).isEqualTo(1);
    }

    private void expire(RetentionTask.Rule rule) {
        new RetentionTask(List.of(rule), database, InstantSource.system()).expire();
    }

    private long companyOf(long contact) {
        return owner.sql("select company_id from contact where id = ?").param(contact).query(Long.class).single();
    }
}
