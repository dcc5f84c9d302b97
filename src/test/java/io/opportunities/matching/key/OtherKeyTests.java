package io.opportunities.matching.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.SecondInstance;
import io.opportunities.support.TestResponse;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Requests that find records by keys of other rules. */
@Tag("citus")
@ApiTest
@ExtendWith(OutputCaptureExtension.class)
class OtherKeyTests extends StoredLeads {

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
}
