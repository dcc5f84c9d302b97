package io.opportunities.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.DatabaseOwner;
import io.opportunities.support.Service;
import io.opportunities.support.TestResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@Tag("citus")
@ApiTest
class TenantTests {

    private static final String BODY = """
            {"title": "Theirs", "address": "1 Oak St, Nashville, TN", "trades": ["Roofing"], "primaryEmail": "jo@example.com"}""";

    @Autowired
    private Service service;

    @Autowired
    private DatabaseOwner database;

    private Client ours;
    private Client theirs;

    @BeforeEach
    void twoCompanies() {
        ours = service.newCompany();
        theirs = service.newCompany();
    }

    @Test
    void anotherCompanysRecordIsAnsweredLikeOneThatDoesNotExist() {
        long id = theirs.post("/opportunities", BODY).id();

        TestResponse others = ours.get("/opportunities/" + id);
        TestResponse none = ours.get("/opportunities/987654321");

        assertThat(others.status()).isEqualTo(404);
        assertThat(withoutIds(others, id)).isEqualTo(withoutIds(none, 987654321));
    }

    @Test
    void everyKindOfRecordIsSeenByItsCompanyOnly() {
        theirs.post("/opportunities", BODY);
        theirs.post("/accounts", """
                {"title": "Cole", "address": "1 Oak St"}""");
        theirs.post("/workflows", """
                {"name": "Residential", "phases": [{"name": "Lead"}]}""");
        theirs.post("/properties", """
                {"recordType": "opportunity", "name": "Roof type", "type": "TEXT"}""");

        for (String path : new String[]{"/opportunities", "/accounts", "/contacts", "/workflows"}) {
            assertThat(ours.get(path).json()).isEmpty();
            assertThat(theirs.get(path).json()).hasSize(1);
        }
        assertThat(ours.get("/properties").json().get("opportunity")).isEmpty();
        assertThat(ours.get("/users").json()).hasSize(1);
    }

    @Test
    void theSameEmailIsAContactOfEachCompany() {
        long their = theirs.post("/opportunities", BODY).json().get("contacts").get(0).asLong();
        long our = ours.post("/opportunities?match_by=primaryEmail", BODY).json().get("contacts").get(0).asLong();

        assertThat(our).isNotEqualTo(their);
    }

    @Test
    void everyKeyOfTheSchemaBeginsWithTheCompany() {
        assertThat(database.sql("""
                select c.conname from pg_constraint c join pg_class t on t.oid = c.conrelid join pg_namespace n on n.oid = t.relnamespace
                  join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
                 where c.contype in ('p', 'u', 'f') and n.nspname = 'public' and t.relname <> 'flyway_schema_history'
                   and a.attname <> 'company_id'
                """).query(String.class).list()).isEmpty();
    }

    private static String withoutIds(TestResponse answer, long id) {
        return answer.json().get("message").stringValue().replace(String.valueOf(id), "");
    }
}
