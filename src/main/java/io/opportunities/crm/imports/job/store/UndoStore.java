package io.opportunities.crm.imports.job.store;

import io.opportunities.crm.bulk.PartRunner;
import io.opportunities.crm.bulk.PartWork;
import io.opportunities.crm.changelog.field.FieldChange;
import io.opportunities.crm.opportunity.OpportunityUndo;
import io.opportunities.identity.tenant.RecordsInMemory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** Reads the rows that an import wrote, undoes them, and stores what stays, in the transaction of the caller. */
@Component
public class UndoStore {

    private static final ObjectReader CHANGES = JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build()
            .readerFor(new TypeReference<List<FieldChange>>() {
            });

    private final JdbcClient database;
    private final OpportunityUndo opportunities;
    private final PartRunner parts;

    UndoStore(JdbcClient database, OpportunityUndo opportunities, PartRunner parts) {
        this.database = database;
        this.opportunities = opportunities;
        this.parts = parts;
    }

    /** A row that wrote something. */
    public record UndoRow(long line, OpportunityUndo.Step step) {}

    /** Returns the next rows before a line, the last one first; fewer if the records of the company are large. */
    public List<UndoRow> next(ImportJob job, long before, int most) {
        return database.sql("""
                select line, record_id, outcome, changes from import_row
                 where company_id = ? and import_id = ? and line < ? and outcome in ('created', 'replaced', 'enriched')
                   and kept is null
                 order by line desc limit ?""").params(job.lease().companyId(), job.id(), before, RecordsInMemory.atMost(most))
                .query((row, number) -> new UndoRow(row.getLong(1), new OpportunityUndo.Step(row.getLong(2),
                        row.getString(3).equals(RowOutcome.CREATED.wireName()), changes(Optional.ofNullable(row.getString(4))))))
                .list();
    }

    private static List<FieldChange> changes(Optional<String> json) {
        return json.<List<FieldChange>>map(CHANGES::readValue).orElse(List.of());
    }

    /** Undoes rows in transactions of their own. */
    public void run(List<UndoRow> rows, PartWork<UndoRow, List<String>> work, Duration timeout) {
        parts.run(rows, work, System.nanoTime() + timeout.toNanos());
    }

    public List<List<String>> undo(List<UndoRow> rows) {
        return opportunities.undo(rows.stream().map(UndoRow::step).toList());
    }

    /** @param kept of each row */
    public void save(ImportJob job, List<UndoRow> rows, List<List<String>> kept) {
        database.sql("""
                update import_row r set kept = string_to_array(k.kept, E'\\n')
                  from unnest(?::bigint[], ?::text[]) as k(line, kept)
                 where r.company_id = ? and r.import_id = ? and r.line = k.line""")
                .params(rows.stream().map(UndoRow::line).toArray(Long[]::new),
                        kept.stream().map(members -> String.join("\n", members)).toArray(String[]::new), job.lease().companyId(), job.id())
                .update();
    }
}
