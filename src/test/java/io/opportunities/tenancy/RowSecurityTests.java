package io.opportunities.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opportunities.support.ApiTest;
import io.opportunities.support.DatabaseOwner;
import io.opportunities.support.FilledCompany;
import io.opportunities.support.Service;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.persistence.EntityManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The second mechanism that isolates companies, without the first: SQL without a condition on the company. */
@Tag("citus")
@ApiTest
@Import(RowSecurityTests.Forgetful.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RowSecurityTests {

    private static final long NO_COMPANY = 987_654_321;
    private static final String TABLES = """
            select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'company_id' and not a.attisdropped
             where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by c.relname
            """;

    @Autowired
    private Service service;

    @Autowired
    private DatabaseOwner owner;

    @Autowired
    private JdbcClient database;

    @Autowired
    private TransactionOperations transactions;

    private List<String> tables;
    private FilledCompany theirs;
    private FilledCompany ours;
    private long theirId;
    private long ourId;

    @BeforeAll
    void twoCompaniesWithRowsInEveryTable() {
        tables = texts(TABLES);
        theirs = FilledCompany.of(service.newCompany(), 1);
        ours = FilledCompany.of(service.newCompany(), 1);
        theirId = companyOf(theirs);
        ourId = companyOf(ours);
        owner.sql(
                "insert into webhook_backlog select company_id, id, 'opportunity', 1, 1, 1, now(), now() from webhook on conflict do nothing")
                .update();
        owner.sql(
                "insert into record_merge (company_id, record_type, source_id, target_id, undo) select company_id, 'contact', 1, 2, '{}' from company"
                        + " on conflict do nothing")
                .update();
        owner.sql(
                "insert into import_row (company_id, import_id, line, start) select company_id, id, 2, 9 from import on conflict do nothing")
                .update();
        owner.sql("insert into import_turn select company_id, now() from company on conflict do nothing").update();
        owner.sql("insert into import_key select company_id, id, 1, 2 from import on conflict do nothing").update();
        owner.sql("insert into import_group_row select company_id, id, 2, 2, 9 from import on conflict do nothing").update();
        owner.sql("insert into import_mapping select company_id, 'shape', '{}', now() from company on conflict do nothing").update();
        owner.sql("insert into dismissed_pair select company_id, 'contact', 1, 2 from company on conflict do nothing").update();
        owner.sql("insert into duplicate_group select company_id, 'contact', 1, 'dana', 2 from company on conflict do nothing").update();
        owner.sql("insert into webhook_replay (company_id, webhook_id, position, last) select company_id, id, 1, 2 from webhook").update();
        owner.sql(
                """
                        insert into webhook_delivery (company_id, webhook_id, sequence, trigger_key, record_type, record_id, status, attempts,
                                first_at, last_at, latency)
                        select company_id, id, 1, 'REQUEST_CREATED', 'opportunity', 1, 'DELIVERED', 1, now(), now(), 5 from webhook on conflict do nothing""")
                .update();
    }

    @Test
    void theServiceActsAsARoleThatRowLevelSecurityBinds() {
        assertThat(database.sql("select current_user").query(String.class).single()).isEqualTo("opportunities_service");
        assertThat(database.sql("select rolsuper or rolbypassrls or rolcreaterole from pg_roles where rolname = current_user")
                .query(Boolean.class).single()).isFalse();
        assertThat(database.sql("select count(*) from pg_class c where pg_has_role(current_user, c.relowner, 'member')")
                .query(Long.class).single()).as("what it owns").isZero();
    }

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

    /** Row-level security binds every table outside this list, so the list may only grow with a decision: see the decision record. */
    @Test
    void onlyTheseFunctionsLookAcrossCompanies() {
        assertThat(owner.sql("select proname from pg_proc where prosecdef and pronamespace = 'public'::regnamespace order by proname")
                .query(String.class).list()).containsExactly("add_credential", "caller_of_token", "claim_imports", "claim_webhooks",
                        "companies_with_other_keys",
                        "companies_with_overdue_phases",
                        "company_counts",
                        "create_number_sequences", "declare_key_version", "events_until", "expire_rows",
                        "failing_webhooks", "go_on_with_removals", "has_company", "is_email_taken", "login_of_email",
                        "make_number_sequence", "news_of_events",
                        "note_key_use", "refused_key_of_token", "release_imports", "release_webhooks", "remove_credential", "renew_imports",
                        "renew_webhooks",
                        "undelivered_events", "user_of_email", "waiting_imports", "waiting_webhooks", "webhook_arrears");
        assertThat(owner.sql("""
                select proname from pg_proc where prosecdef and pronamespace = 'public'::regnamespace
                   and (proconfig is null or not proconfig::text like '%search_path=public, pg_temp%'
                        or exists (select from aclexplode(proacl) as granted where granted.grantee = 0))
                """).query(String.class).list()).as("callable by anybody, or led astray by a search path").isEmpty();
    }

    /** They act as the owner, so their arguments must not become statements, and must not name another company. */
    @Test
    void functionsOfNumbersAndCredentialsServeTheCurrentCompanyAlone() {
        for (String call : List.of("select make_number_sequence('x; drop table team cascade; --', %d, 1)",
                "select make_number_sequence('opportunity', %d + 1, 1)")) {
            assertThatThrownBy(() -> as(ourId, () -> database.sql(call.formatted(ourId)).query().listOfRows()))
                    .rootCause().hasMessageContaining("no such numbers");
        }
        assertThatThrownBy(() -> as(ourId, () -> database.sql("select * from credential_company").query().listOfRows()))
                .rootCause().hasMessageContaining("permission denied");
    }

    @Test
    void aHandlerThatForgetsTheCompanyAnswersAndDeletesOnlyTheCallers() throws Exception {
        assertThat(raw(theirs, "GET")).contains(theirs.mark()).doesNotContain(ours.mark());
        assertThat(raw(ours, "GET")).contains(ours.mark()).doesNotContain(theirs.mark());

        assertThat(raw(ours, "DELETE")).isEqualTo("1");
        assertThat(raw(theirs, "GET")).contains(theirs.mark());
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

    private List<String> texts(String question, Object... parameters) {
        return owner.sql(question).params(parameters).query(String.class).list().stream().map(String::valueOf).toList();
    }

    private static long companyOf(FilledCompany company) {
        return company.client().get("/contacts").json().get(0).get("companyId").asLong();
    }

    /** Runs as the service's role, in a transaction of the company, and rolls back. */
    private <T> T as(long company, Supplier<T> action) {
        return Objects.requireNonNull(transactions.execute(status -> {
            status.setRollbackOnly();
            database.sql("select catalog_version from enter_company(?, 0, now())").param(company).query().singleRow();
            return action.get();
        }));
    }

    private static String raw(FilledCompany company, String method) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(company.client().url() + "/forgetful"))
                .header("x-api-key", String.valueOf(company.client().key())).method(method, HttpRequest.BodyPublishers.noBody()).build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }

    /** A faulty handler: Hibernate restricts no native query to the company. */
    @Hidden
    @RestController
    static class Forgetful {

        private final EntityManager database;

        Forgetful(EntityManager database) {
            this.database = database;
        }

        @GetMapping("/forgetful")
        @Transactional(readOnly = true)
        public List<?> titles() {
            return database.createNativeQuery("select title from opportunity", String.class).getResultList();
        }

        @DeleteMapping("/forgetful")
        @Transactional
        public int delete() {
            database.createNativeQuery("delete from opportunity_contact").executeUpdate();
            return database.createNativeQuery("delete from opportunity").executeUpdate();
        }
    }
}
