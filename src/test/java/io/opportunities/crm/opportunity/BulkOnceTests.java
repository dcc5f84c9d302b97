package io.opportunities.crm.opportunity;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.DatabaseOwner;
import io.opportunities.support.TestResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Bulks with an Idempotency-Key. */
@ApiTest
class BulkOnceTests {

    @Autowired
    private DatabaseOwner database;

    private final Client company;

    BulkOnceTests(Client company) {
        this.company = company;
    }

    @Test
    void aRepeatGetsTheFirstResults() {
        String items = items(230);

        TestResponse first = send("k1", items);
        TestResponse repeat = send("k1", items);

        assertThat(repeat.json()).isEqualTo(first.json());
        assertThat(repeat.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(count()).isEqualTo(230);
    }

    @Test
    void aRepeatContinuesWhereTheFirstCallStopped() {
        String items = items(230);
        TestResponse first = send("k2", items);
        int lost = database.sql("delete from idempotency_key where convert_from(body, 'UTF8') like '[{\"index\":100,%'").update();

        TestResponse repeat = send("k2", items);

        assertThat(lost).isOne();
        assertThat(outcomes(repeat).subList(0, 100)).containsOnly("created");
        assertThat(outcomes(repeat).subList(100, 200)).containsOnly("skipped");
        assertThat(repeat.json().get(229)).isEqualTo(first.json().get(229));
        assertThat(repeat.header("Idempotent-Replayed")).isNull();
    }

    @Test
    void aKeyOfAnotherBulkIsRefused() {
        send("k3", items(2));

        assertThat(send("k3", items(3)).status()).isEqualTo(422);
        assertThat(count()).isEqualTo(2);
    }

    private TestResponse send(String key, String items) {
        return company.post("/opportunities/bulk", items, Map.of("Idempotency-Key", key));
    }

    private static List<String> outcomes(TestResponse answer) {
        return answer.json().valueStream().map(item -> item.get("outcome").stringValue()).toList();
    }

    private static String items(int count) {
        return IntStream.range(0, count).mapToObj(i -> Opportunities.body()).toList().toString();
    }

    private long count() {
        return Long.parseLong(String.valueOf(company.get("/opportunities?include_total=true").header("X-Total-Count")));
    }
}
