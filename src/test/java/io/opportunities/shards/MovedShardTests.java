package io.opportunities.shards;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.database.CitusDatabase;
import io.opportunities.database.CitusDatabase.Node;
import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** A company moves to another node and back while its clients go on. */
@ApiTest
@Tag("citus")
@EnabledIfSystemProperty(named = "citus.url", matches = ".+", disabledReason = "-Dcitus.url= names no coordinator of Citus")
class MovedShardTests {

    private final Client company;

    MovedShardTests(Client company) {
        this.company = company;
    }

    @Test
    void aMoveUnderLoadIsAPauseAndNumbersGoOn() throws Exception {
        company.post("/contacts", "{\"name\": \"Dana\", \"emails\": [\"dana@example.com\"]}");
        long id = company.get("/contacts").json().get(0).get("companyId").asLong();
        try (Load load = new Load(company)) {
            TimeUnit.SECONDS.sleep(3);
            Node first = CitusDatabase.nodeOf(id);
            move(id);
            assertThat(CitusDatabase.nodeOf(id)).isNotEqualTo(first);
            TimeUnit.SECONDS.sleep(2);
            move(id);
            assertThat(CitusDatabase.nodeOf(id)).isEqualTo(first);
            TimeUnit.SECONDS.sleep(2);
            load.close();

            assertThat(load.refused()).isEmpty();
            List<Long> numbers = Load.numbers(company);
            assertThat(numbers).hasSize(load.created().size())
                    .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, load.created().size()).boxed().toList());
            assertThat(company.get("/events?limit=100").status()).isEqualTo(200);
        }
    }

    private static void move(long company) {
        Node from = CitusDatabase.nodeOf(company);
        Node to = CitusDatabase.nodes().stream().skip(1).filter(node -> !node.equals(from)).findFirst().orElseThrow();
        CitusDatabase.superuser()
                .sql("select citus_move_shard_placement(get_shard_id_for_distribution_column('company', ?), ?, ?, ?, ?, 'force_logical')")
                .params(company, from.host(), from.port(), to.host(), to.port()).query(rows -> {});
    }
}
