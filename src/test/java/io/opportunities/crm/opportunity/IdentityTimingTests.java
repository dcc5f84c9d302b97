package io.opportunities.crm.opportunity;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.DatabaseOwner;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.beans.factory.annotation.Autowired;

/** Times of the report of duplicates and of lists of keys, in a company of {@code -Dtiming.rows=2000000} opportunities. */
@ApiTest
@EnabledIfSystemProperty(named = "timing.rows", matches = "\\d+")
class IdentityTimingTests {

    private static final System.Logger LOG = System.getLogger("timing");
    private static final int ROWS = Integer.getInteger("timing.rows", 0);
    private static final int CHUNK = 5_000;
    private static final int BLOCKS = 20;
    private static final int CALLS = 50;

    @Autowired
    private DatabaseOwner database;

    private final Client company;
    private int number;

    IdentityTimingTests(Client company) {
        this.company = company;
    }

    @Test
    void theReportIsFastAndAListOfKeysCostsLittleMoreThanOne() {
        fill(company.post("/contacts", "{\"name\": \"Ann\"}").json().get("companyId").asLong());

        long cold = millis(i -> company.get("/duplicates").status(), 1);
        long first = millis(i -> company.get("/duplicates").status(), 5) / 5;
        long one = 0;
        long three = 0;
        for (int block = 0; block < BLOCKS; block++) {
            long alone = millis(i -> create("primaryEmail"), CALLS);
            long listed = millis(i -> create("primaryEmail,primaryPhone,address"), CALLS);
            // the first blocks warm up
            one += block < BLOCKS / 4 ? 0 : alone;
            three += block < BLOCKS / 4 ? 0 : listed;
        }

        LOG.log(System.Logger.Level.INFO,
                "{0} records: first page of duplicates {1} ms, the first time {5} ms; {2} creates by one key in {3} ms, by three in {4} ms",
                ROWS, first, (BLOCKS - BLOCKS / 4) * CALLS, one, three, cold);
        assertThat(first).isLessThanOrEqualTo(200);
        assertThat((double) one / three).isGreaterThanOrEqualTo(0.9);
    }

    private int create(String matchBy) {
        int status = company.post("/opportunities?match_by=" + matchBy, Opportunities.body(
                "\"primaryEmail\": \"t%d@example.com\"".formatted(++number),
                "\"primaryPhone\": \"+1 615 %03d %04d\"".formatted(200 + number / 10_000, number % 10_000)))
                .status();
        assertThat(status).isEqualTo(201);
        return status;
    }

    private static long millis(IntUnaryOperator call, int times) {
        long began = System.nanoTime();
        for (int i = 0; i < times; i++) {
            assertThat(call.applyAsInt(i)).isLessThan(300);
        }
        return (System.nanoTime() - began) / 1_000_000;
    }

    private void fill(long companyId) {
        for (int first = 1; first <= ROWS; first += CHUNK) {
            database.sql(
                    """
                            insert into opportunity (company_id, version, title, title_key, address, address_key, trades, phase_instances, phases_started,
                                   status, is_active, primary_email, email_key, custom, created_by_id, created_at, updated_at, last_activity)
                            select :company, 0, 'Roof ' || i, 'roof ' || i, i || ' Elm St', i || ' elm st|||', array['Roofing'], '[]', 0, 'ACTIVE', true,
                                   'p' || i % (:rows / 2) || '@example.com', 'p' || i % (:rows / 2) || '@example.com', '{}', u.id, now(), now(), now()
                              from (select set_config('opportunities.key_version', max(key_version)::text, true) as version from contact
                            where company_id = :company offset 0) as rules,
                                   generate_series(:first, :last) as i, app_user u
                             where u.company_id = :company and rules.version <> ''
                            """)
                    .param("company", companyId).param("rows", ROWS).param("first", first).param("last", Math.min(ROWS, first + CHUNK - 1))
                    .update();
        }
        database.sql("analyze opportunity").update();
        database.sql("analyze duplicate_group").update();
    }
}
