package io.opportunities.matching.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.common.contact.KeyVersion;
import io.opportunities.support.ApiTest;
import io.opportunities.support.SecondInstance;
import io.opportunities.support.TestResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Stored match keys of other rules. */
@Tag("citus")
@ApiTest
@ExtendWith(OutputCaptureExtension.class)
class KeyRefreshTests extends StoredLeads {

    private static final int RECORDS = 250;

    @Autowired
    private KeyRefresh refresh;

    @Autowired
    private KeyVersion version;

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
    void keysThatAWriterOfAnotherVersionStoresAreFound() {
        long id = company.post("/opportunities", lead("Mixed", 1)).id();

        owner.sql("update opportunity set phone_key = 'of another version' where id = ?").param(id).update();

        assertThat(owner.sql("select key_version from opportunity where id = ?").param(id).query(Integer.class).single()).isZero();
        awaitRefresh();
        assertThat(owner.sql("select phone_key from opportunity where id = ?").param(id).query(String.class).single())
                .isEqualTo("+16155551001");
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
}
