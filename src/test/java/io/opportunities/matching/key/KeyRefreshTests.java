package io.opportunities.matching.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.common.KeyVersion;
import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.DatabaseOwner;
import io.opportunities.support.SecondInstance;
import io.opportunities.support.Service;
import io.opportunities.support.TestResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Stored match keys of other rules. */
@Tag("citus")
@ApiTest
@ExtendWith(OutputCaptureExtension.class)
class KeyRefreshTests {

    private static final int RECORDS = 250;

    @Autowired
    private Service service;

    @Autowired
    private DatabaseOwner owner;

    @Autowired
    private KeyRefresh refresh;

    @Autowired
    private KeyVersion version;

    private Client company;
    private long companyId;

    @BeforeEach
    void aCompany() {
        company = service.newCompany();
        companyId = company.post("/contacts", "{\"name\": \"First\"}").json().get("companyId").asLong();
    }

    @Test
    void wrongKeysOfAnotherVersionAreComputedWhileCreatesRun(CapturedOutput output) throws Exception {
        List<TestResponse> records = IntStream.range(0, RECORDS).mapToObj(number -> company.post("/opportunities", lead("Old", number)))
                .toList();
        company.post("/accounts", """
                {"title": "Cole", "address": "1 Oak St, Nashville, TN 37204", "primaryPhone": "615 555 0999"}""");
        List<String> keys = keys();
        makeWrong();

        CompletableFuture<List<Integer>> creates = CompletableFuture.supplyAsync(() -> IntStream.range(0, 60)
                .mapToObj(number -> company.post("/opportunities?match_by=address", lead("New", number)).status()).toList());
        awaitRefresh();

        assertThat(creates.get()).isSubsetOf(200, 201);
        awaitRefresh();
        assertThat(keys()).containsAll(keys);
        TestResponse match = company.post("/opportunities?match_by=primaryPhone", lead("Found", 7));
        assertThat(match.json().get("id")).isEqualTo(records.get(7).json().get("id"));
        assertThat(company.get("/opportunities/" + records.get(9).id()).json().get("updatedAt"))
                .isEqualTo(records.get(9).json().get("updatedAt"));
        assertThat(output).containsPattern("Computing the match keys of \\d+ companies by other rules: rules \\d+, phone region US")
                .containsPattern("Computed the match keys of \\d+ records, of which \\d+ changed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"title", "primaryEmail", "primaryPhone", "address"})
    void aRequestThatRepeatsAValueFindsItsRecordBeforeAllKeysAreComputed(String matchBy) {
        List<Long> ids = IntStream.range(0, 5).mapToObj(number -> company.post("/opportunities", lead("Café 5 % \\\\ _", number)).id())
                .toList();
        makeWrong();

        List<TestResponse> repeated = IntStream.range(0, 5)
                .mapToObj(number -> company.post("/opportunities?match_by=" + matchBy, lead("CAFE\u0301 5 % \\\\ _", number))).toList();

        assertThat(repeated).extracting(TestResponse::status).containsOnly(200);
        assertThat(repeated).extracting(TestResponse::id).isEqualTo(ids);
        TestResponse anotherOfTheContact = company.post("/opportunities", lead("Another", 4));
        assertThat(anotherOfTheContact.json().get("contacts")).isEqualTo(repeated.getLast().json().get("contacts"));
        assertThat(company.post("/opportunities?match_by=" + matchBy, lead("Other", 99)).status()).isEqualTo(201);
    }

    @Test
    void aRequestInAnotherSpellingFindsItsRecordBeforeAllKeysAreComputed() {
        long id = company.post("/opportunities", lead("Spelled", 501)).id();
        makeWrong();
        owner.sql("update opportunity set phone_key = '61555515010' where id = ?").param(id).update();

        String spelled = lead("Other", 501).replace("Elm Street", "Elm St.").replace("(615) 555-1501", "615-555-1501 (cell)");

        assertThat(company.post("/opportunities?match_by=address", spelled).id()).isEqualTo(id);
        makeWrong();
        owner.sql("update opportunity set phone_key = '61555515010', key_version = 1 where id = ?").param(id).update();
        assertThat(company.post("/opportunities?match_by=primaryPhone", spelled).id()).isEqualTo(id);
    }

    @Test
    void aChangeOfARecordFindsItsContactBeforeAllKeysAreComputed() {
        TestResponse created = company.post("/opportunities", number("615-555-7105 (cell)"));
        owner.sql("update opportunity set phone_key = '6155557105', key_version = 1 where id = ?").param(created.id()).update();

        TestResponse changed = company.patch("/opportunities/" + created.id(), "{\"primaryEmail\": \"new@example.com\"}");

        assertThat(changed.json().get("contacts")).isEqualTo(created.json().get("contacts"));
    }

    @Test
    void twoReplicasShareTheWork() throws Exception {
        IntStream.range(0, RECORDS).forEach(number -> company.post("/opportunities", lead("Shared", number)));
        List<String> keys = keys();
        makeWrong();

        try (SecondInstance other = SecondInstance.beside(service)) {
            awaitRefresh();
        }

        assertThat(keys()).isEqualTo(keys);
    }

    @Test
    void anotherRegionFindsTheNumbersThatWereStoredBefore() throws Exception {
        long id = company.post("/opportunities", number("020 7946 0958")).id();

        try (SecondInstance british = SecondInstance.beside(service, "opportunities.phone-region=GB")) {
            // it recomputes the keys of all companies of all tests, this one last
            for (int tries = 0; tries < 4_000 && !keys().toString().contains("+442079460958"); tries++) {
                Thread.sleep(50);
            }
            TestResponse match = company.at(british.url()).post("/opportunities?match_by=primaryPhone", number("+44 20 7946 0958"));

            assertThat(match.status()).isEqualTo(200);
            assertThat(match.id()).isEqualTo(id);
        } finally {
            owner.sql("update company set key_version = 0").update();
        }
    }

    @Test
    void keysThatAWriterOfAnotherVersionStoresAreFound() {
        long id = company.post("/opportunities", lead("Mixed", 1)).id();

        owner.sql("update opportunity set phone_key = 'of another version' where id = ?").param(id).update();

        assertThat(owner.sql("select key_version from opportunity where id = ?").param(id).query(Integer.class).single()).isZero();
        awaitRefresh();
        assertThat(owner.sql("select phone_key from opportunity where id = ?").param(id).query(String.class).single())
                .isEqualTo("+16155551001");
    }

    private void makeWrong() {
        for (String kind : List.of("opportunity", "account")) {
            owner.sql("update " + kind + " set title_key = 'wrong', email_key = 'wrong', phone_key = 'wrong', address_key = 'wrong',"
                    + " key_version = case when id % 2 = 0 then 1 else 2147483647 end where company_id = ?").param(companyId).update();
        }
        owner.sql("""
                update contact set email_keys = array_fill('wrong'::varchar, array[cardinality(emails)]),
                                   phone_keys = array_fill('wrong'::varchar, array[cardinality(phones)]), key_version = 1
                 where company_id = ?""").param(companyId).update();
    }

    private void awaitRefresh() {
        while (others() > 0) {
            refresh.refresh();
        }
    }

    private long others() {
        return owner.sql("""
                select count(*) from (select company_id, key_version from opportunity union all select company_id, key_version from account
                                      union all select company_id, key_version from contact) as all_kinds
                 where company_id = ? and key_version <> ?""")
                .param(companyId).param(version.number()).query(Long.class).single();
    }

    private List<String> keys() {
        return owner
                .sql("""
                        select concat_ws('|', 'opportunity', id, title_key, email_key, phone_key, address_key) from opportunity where company_id = :id
                        union all select concat_ws('|', 'account', id, title_key, email_key, phone_key, address_key) from account where company_id = :id
                        union all select concat_ws('|', 'contact', id, email_keys, phone_keys) from contact where company_id = :id
                        order by 1""")
                .param("id", companyId).query((row, number) -> row.getString(1)).list();
    }

    private static String lead(String title, int number) {
        return """
                {"title": "%1$s %2$d", "address": ["%2$d Elm Street, Nashville, TN 37204"], "trades": ["Roofing"],
                 "primaryEmail": "Lead%2$d@Example.com", "primaryPhone": "(615) 555-1%2$03d"}""".formatted(title, number);
    }

    private static String number(String phone) {
        return """
                {"title": "Ring %s", "address": ["1 Elm Street, Nashville, TN 37204"], "trades": ["Roofing"],
                 "primaryPhone": "%s"}""".formatted(phone, phone);
    }
}
