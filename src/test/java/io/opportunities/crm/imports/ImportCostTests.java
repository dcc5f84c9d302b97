package io.opportunities.crm.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.DatabaseOwner;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** The cost of a row of a plan, in rows of the database. */
@ApiTest
class ImportCostTests {

    private static final String HEADER = "Title,Address,Trades,Value\n";
    /** More than a plan does in one transaction. */
    private static final int ROWS = 300;

    @Autowired
    private DatabaseOwner owner;

    @Test
    void theRowsOfAPlanThatShareAKeyAreNotReadAgainForEachOfThem(Client company) throws InterruptedException {
        Imports imports = new Imports(company);
        StringBuilder file = new StringBuilder(HEADER);
        IntStream.range(0, ROWS).forEach(i -> file.append("Roof,%d Main St,Roofing,%d\n".formatted(i, i)));
        long id = imports.upload(file.toString(), "{\"matchFoundStrategy\": \"replace\"}");
        List<Long> before = counters();

        JsonNode planned = imports.plan(id);

        assertThat(planned.at("/plan/counts/replaced").asInt()).isEqualTo(ROWS - 1);
        List<Long> after = counters();
        assertThat(after.get(0) - before.get(0)).as("keys and rows of groups").isLessThan(30 * ROWS);
        assertThat(after.get(1) - before.get(1)).as("rehearsed changes of opportunities").isLessThan(10 * ROWS);
    }

    private List<Long> counters() throws InterruptedException {
        // a session reports its counters after a second at the latest
        TimeUnit.SECONDS.sleep(2);
        return List.of(
                owner.sql("""
                        select sum(coalesce(idx_tup_fetch, 0) + seq_tup_read) from pg_stat_user_tables
                         where relname in ('import_key', 'import_group_row')""").query(Long.class).single(),
                owner.sql("select n_tup_ins + n_tup_upd from pg_stat_user_tables where relname = 'opportunity'").query(Long.class)
                        .single());
    }
}
