package io.opportunities.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opportunities.support.ApiTest;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The second mechanism that isolates companies, without the first: SQL without a condition on the company. */
@Tag("citus")
@ApiTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RowSecurityTests extends TwoFilledCompanies {

    private static final long NO_COMPANY = 987_654_321;

    @Test
    void everyTableWithACompanyHasAPolicy() {
        assertThat(tables).hasSizeGreaterThan(14);
        assertThat(owner.sql("""
                select c.relname from pg_class c join pg_policy p on p.polrelid = c.oid
                 where c.relrowsecurity and pg_get_expr(p.polqual, c.oid) = '(company_id = current_company())'
                   and pg_get_expr(p.polwithcheck, c.oid) = '(company_id = current_company())' and p.polroles = '{0}' and p.polcmd = '*'
                   and p.polpermissive and c.relnamespace = 'public'::regnamespace order by c.relname
                """).query(String.class).list()).isEqualTo(tables);
        assertThat(owner.sql("select count(*) from pg_policy p join pg_class c on c.oid = p.polrelid"
                + " where c.relnamespace = 'public'::regnamespace").query(Integer.class).single()).isEqualTo(tables.size());
    }

    @Test
    void everyTableHasRowsOfTheOtherCompanyForTheTestsBelow() {
        assertThat(tables).allSatisfy(table -> assertThat(rows(table)).as(table).isNotEmpty());
    }

    @Test
    void withoutACompanyNothingIsSeen() {
        assertThat(tables).allSatisfy(table -> {
            assertThat(count(table)).as(table).isZero();
            assertThat(Objects.requireNonNull(transactions.<Long>execute(status -> count(table)))).as(table).isZero();
        });
    }

    @Test
    void anotherCompanySeesNoRow() {
        assertThat(tables).allSatisfy(table -> assertThat(as(ourId, () -> database
                .sql("select distinct company_id from " + table).query(Long.class).list())).as(table).isEqualTo(List.of(ourId)));
    }

    @Test
    void anotherCompanyChangesAndDeletesNoRow() {
        letTheUseOfTheirKeyBeWritten();

        assertThat(tables).allSatisfy(table -> {
            List<String> before = rows(table);

            assertThat(as(NO_COMPANY, () -> database.sql("update %s set company_id = company_id".formatted(table)).update())).isZero();
            assertThat(as(NO_COMPANY, () -> database.sql("delete from " + table).update())).isZero();

            assertThat(rows(table)).as(table).isEqualTo(before);
        });
    }

    @Test
    void anotherCompanyAddsNoRow() {
        assertThat(tables).allSatisfy(table -> {
            String row = owner.sql("select (to_jsonb(t) - 'account_id')::text from %s t where company_id = ? limit 1".formatted(table))
                    .param(theirId).query(String.class).single();

            assertThatThrownBy(() -> as(ourId, () -> database
                    .sql("insert into %1$s values ((jsonb_populate_record(null::%1$s, ?::jsonb)).*)".formatted(table)).param(row)
                    .update()))
                    .as(table).rootCause().isInstanceOf(SQLException.class).hasMessageContaining("row-level security");
        });
    }

    @Test
    void whatSearchesLookUpInIsOfTheCompanyToo() {
        List<String> views = texts("select relname from pg_class where relkind = 'v' and relnamespace = 'public'::regnamespace"
                + " and relname like 'searched%'");

        assertThat(views).hasSize(4).allSatisfy(view -> {
            assertThat(count(view)).isZero();
            assertThat(as(ourId, () -> database.sql("select distinct company_id from " + view).query(Long.class).list()))
                    .as(view).isEqualTo(List.of(ourId));
        });
    }

    /** Waits for a second or so, until the use of their keys is stored; after it, their rows do not change by themselves. */
    private void letTheUseOfTheirKeyBeWritten() {
        // in the precision of the service
        Instant before = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        theirs.client().get("/contacts");
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> owner
                .sql("select coalesce(max(last_used_at) >= ?, false) from api_key where company_id = ?")
                .params(Timestamp.from(before), theirId).query(Boolean.class).single());
    }

    private long count(String table) {
        return database.sql("select count(*) from " + table).query(Long.class).single();
    }

    private List<String> rows(String table) {
        return texts("select t::text || xmin from %s t where company_id = ? order by 1".formatted(table), theirId);
    }
}
