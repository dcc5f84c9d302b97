package io.opportunities.crm.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.DatabaseOwner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Tag("citus")
@ApiTest
@TestPropertySource(properties = "opportunities.import-turn=200ms")
class ImportWorkTests {

    private static final String HEADER = "Title,Address,Trades,Email,Phone,Value\n";
    private static final int LONG = 3_000;

    @Autowired
    private DatabaseOwner owner;

    @Autowired
    private MeterRegistry meters;

    private final Imports imports;

    ImportWorkTests(Client company) {
        this.imports = new Imports(company);
    }

    @Test
    void countsAreThoseOfTheRowsThatAreDone() {
        StringBuilder file = new StringBuilder(HEADER);
        for (int i = 0; i < 1_000; i++) {
            file.append("Roof %d,%s,Roofing,,,%s\n".formatted(i % 700, i % 9 == 0 ? "" : "1 Main St", i % 11 == 0 ? "wrong" : "5"));
        }
        long id = imports.upload(file.toString()).id();

        JsonNode planned = imports.plan(id);
        JsonNode plan = recount(id, "planned");
        imports.commit(id, planned).requireOk();
        List<JsonNode> seen = new ArrayList<>();
        Awaitility.await().pollInterval(Duration.ofMillis(20)).until(() -> {
            seen.add(imports.byId(id));
            return seen.getLast().get("state").stringValue().equals("DONE");
        });

        assertThat(planned.at("/plan/counts")).isEqualTo(plan);
        for (String work : List.of("plan", "run")) {
            assertThat(meters.get("opportunities.imports.rows").tag("work", work).counters().stream().mapToDouble(Counter::count).sum())
                    .isGreaterThanOrEqualTo(1_000);
        }
        assertThat(seen.getLast().get("counts")).isEqualTo(recount(id, "outcome"));
        assertThat(seen).allSatisfy(each -> assertThat(each.get("counts").valueStream().mapToLong(JsonNode::asLong).sum())
                .isEqualTo(each.get("rowsDone").asLong()));
    }

    private JsonNode recount(long id, String column) {
        return JsonMapper.shared().readTree(owner.sql("""
                select (select jsonb_object_agg(outcome, 0) from unnest(array['created', 'skipped', 'replaced', 'enriched', 'unchanged',
                                                                              'failed']) as known(outcome))
                       || jsonb_object_agg(outcome, rows)
                  from (select %s as outcome, count(*) as rows from import_row where import_id = ? group by 1) as counted"""
                .formatted(column)).param(id).query(String.class).single());
    }

    /** An instance works on two imports at a time. */
    @Test
    void aSmallImportDoesNotWaitForTheEndOfTwoLongOnes(Client second, Client third) {
        List<Imports> others = List.of(imports, new Imports(second));
        List<Long> ids = others.stream().map(each -> each.upload(rows(LONG)).id()).toList();
        List<JsonNode> plans = IntStream.range(0, 2).mapToObj(i -> others.get(i).plan(ids.get(i))).toList();
        IntStream.range(0, 2).forEach(i -> others.get(i).commit(ids.get(i), plans.get(i)).requireOk());
        Imports small = new Imports(third);

        small.planAndCommit(small.upload(rows(20)).id());

        assertThat(IntStream.range(0, 2).mapToObj(i -> others.get(i).byId(ids.get(i)).get("state").stringValue())).containsOnly("RUNNING");
        assertThat(IntStream.range(0, 2).mapToObj(i -> others.get(i).await(ids.get(i), "DONE").at("/counts/created").asInt()))
                .containsOnly(LONG);
        assertThat(owner.sql("select sum(lost_workers) from import where id in (?, ?)").params(ids).query(Integer.class).single()).isZero();
    }

    @Test
    void aPartHasFewRowsWhereRecordsAreLarge() {
        long id = imports.upload(rows(60)).id();
        owner.sql("update company set largest_record = 1000000 where company_id = (select company_id from import where id = ?)").param(id)
                .update();

        JsonNode planned = imports.plan(id);
        assertThat(rowsOfAPart(id)).isEqualTo(60);
        imports.commit(id, planned).requireOk();
        imports.await(id, "DONE");
        assertThat(rowsOfAPart(id)).isEqualTo(8);
        imports.undo(id);
        assertThat(rowsOfAPart(id)).isEqualTo(8);
    }

    /** Returns the most rows that one transaction has stored. */
    private int rowsOfAPart(long id) {
        return owner.sql("select count(*) from import_row where import_id = ? group by xmin::text order by 1 desc limit 1").param(id)
                .query(Integer.class).single();
    }

    private static String rows(int rows) {
        StringBuilder file = new StringBuilder(HEADER);
        IntStream.range(0, rows).forEach(i -> file.append("Roof %d,%d Main St,Roofing,lead%d@example.com,,5\n".formatted(i, i, i)));
        return file.toString();
    }
}
