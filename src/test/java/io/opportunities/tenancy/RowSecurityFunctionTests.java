package io.opportunities.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opportunities.support.ApiTest;
import io.opportunities.support.FilledCompany;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.persistence.EntityManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The role of the service, the functions that look across companies, and a handler that forgets its company. */
@Tag("citus")
@ApiTest
@Import(RowSecurityFunctionTests.Forgetful.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RowSecurityFunctionTests extends TwoFilledCompanies {

    @Test
    void theServiceActsAsARoleThatRowLevelSecurityBinds() {
        assertThat(database.sql("select current_user").query(String.class).single()).isEqualTo("opportunities_service");
        assertThat(database.sql("select rolsuper or rolbypassrls or rolcreaterole from pg_roles where rolname = current_user")
                .query(Boolean.class).single()).isFalse();
        assertThat(database.sql("select count(*) from pg_class c where pg_has_role(current_user, c.relowner, 'member')")
                .query(Long.class).single()).as("what it owns").isZero();
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
