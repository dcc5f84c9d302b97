package io.opportunities.crm.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.DatabaseOwner;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.beans.factory.annotation.Autowired;

/** Undoes an enriching of {@code -Dimport.undo.rows=100000} records, of which others have changed some meanwhile. */
@Tag("citus")
@ApiTest
@EnabledIfSystemProperty(named = "import.undo.rows", matches = "\\d+")
class ImportUndoTests {

    private static final int ROWS = Integer.getInteger("import.undo.rows", 0);
    private static final int CHANGED = Math.max(1, ROWS / 200);

    @Autowired
    private DatabaseOwner owner;

    private final Client company;
    private final Imports imports;

    ImportUndoTests(Client company) {
        this.company = company;
        this.imports = new Imports(company, Duration.ofSeconds(Math.max(120, ROWS / 20)));
    }

    @Test
    void anUndoGivesBackEachRecordButThoseThatOthersChanged() {
        long first = imports.upload(file("")).id();
        imports.planAndCommit(first);
        Map<Long, String> before = records(first);
        long second = imports.upload(file("An old roof"), "{\"matchBy\": [\"primaryEmail\"], \"matchFoundStrategy\": \"enrich\"}");
        imports.planAndCommit(second);
        List<Long> changed = before.keySet().stream().sorted().filter(id -> id % (ROWS / CHANGED) == 0).limit(CHANGED).toList();
        changed.forEach(id -> company.patch("/opportunities/" + id, "{\"description\": \"Changed\"}").requireOk());

        long begun = System.nanoTime();
        imports.undo(second);
        System.out.printf("%d rows undone, %d rows a second%n", ROWS, ROWS * 1_000_000_000L / (System.nanoTime() - begun));

        assertThat(owner.sql("select record_id from import_row where import_id = ? and kept <> '{}' order by 1").param(second)
                .query(Long.class).list()).isEqualTo(changed);
        Map<Long, String> after = records(first);
        changed.forEach(id -> {
            assertThat(after.remove(id)).contains("Changed");
            before.remove(id);
        });
        assertThat(after).isEqualTo(before);
    }

    /** Returns the rows of the company, without the time and number of their last change. */
    private Map<Long, String> records(long id) {
        Map<Long, String> records = new HashMap<>();
        owner.sql("""
                select o.id, (to_jsonb(o) - array['version', 'updated_at', 'updated_by_id', 'last_activity'])::text from opportunity o
                 where o.company_id = (select company_id from import where id = ?)""").param(id)
                .query(row -> {
                    records.put(row.getLong(1), row.getString(2));
                });
        return records;
    }

    private static String file(String description) {
        StringBuilder file = new StringBuilder("Title,Address,Trades,Email,Description\n");
        IntStream.range(0, ROWS).forEach(i -> file.append("Roof %d,%d Main St,Roofing,lead%d@example.com,%s\n".formatted(i, i, i,
                description)));
        return file.toString();
    }
}
