package io.opportunities.crm.imports.job.store;

import io.opportunities.crm.imports.file.FileFormat;
import io.opportunities.crm.imports.file.Place;
import io.opportunities.crm.imports.mapping.MappingColumn;
import io.opportunities.crm.lease.Lease;
import io.opportunities.matching.MatchFoundStrategy;
import io.opportunities.matching.MatchInstruction;
import io.opportunities.matching.key.MatchBy;
import io.opportunities.web.error.ApiException;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes the progress of imports, in the transaction of the caller. */
@Component
public class JobStore {

    private final JdbcClient database;
    private final JsonMapper json;
    private final ImportMetrics metrics;

    JobStore(JdbcClient database, JsonMapper json, ImportMetrics metrics) {
        this.database = database;
        this.json = json;
        this.metrics = metrics;
    }

    /** Returns the import of a lease, empty if another worker has it or there is nothing to do. */
    public Optional<ImportJob> load(Lease lease) {
        return database.sql("""
                select state, file_id, format, profile, mapping, match_by, match_window, match_found_strategy, allow_new_options,
                       next_offset, next_line, rows_done, created_by_id, lost_workers
                  from import where company_id = ? and id = ? and leased_by = ?""").params(lease.companyId(), lease.recordId(), lease.id())
                .query((row, number) -> job(lease, row)).optional().filter(job -> job.state().isWorking());
    }

    private ImportJob job(Lease lease, ResultSet row) throws SQLException {
        ImportState state = ImportState.valueOf(row.getString("state"));
        return new ImportJob(lease, state, row.getLong("file_id"), json.readValue(row.getString("format"), FileFormat.class),
                row.getString("profile"), new MappingColumn().convertToEntityAttribute(row.getString("mapping")),
                new MatchInstruction(matchBy(row.getArray("match_by")),
                        Optional.ofNullable((Long) row.getObject("match_window")).map(Duration::ofSeconds).orElse(null),
                        strategy(row.getString("match_found_strategy")), row.getBoolean("allow_new_options"),
                        state == ImportState.PLANNING),
                new Place(row.getLong("next_offset"), row.getLong("next_line")), row.getLong("rows_done"), row.getLong("created_by_id"),
                row.getInt("lost_workers"));
    }

    private static MatchFoundStrategy strategy(String name) {
        return Arrays.stream(MatchFoundStrategy.values()).filter(one -> one.wireName().equals(name)).findFirst().orElseThrow();
    }

    private static List<MatchBy> matchBy(@Nullable Array names) throws SQLException {
        List<String> given = List.of((String[]) Objects.requireNonNull(names).getArray());
        return given.stream()
                .map(name -> Arrays.stream(MatchBy.values()).filter(by -> by.wireName().equals(name)).findFirst().orElseThrow())
                .toList();
    }

    /**
     * Moves an import on. The counts of its rows grow by the new outcomes, so the work for a chunk does not depend on the rows before it.
     *
     * @param from the place at which the worker believes it to be
     * @param rows that it passes
     * @param outcomes of rows, whose outcome was not known before
     * @throws ApiException 409 if it is not there, or no longer the worker's
     */
    public void advance(ImportJob job, Place from, Place to, long rows, List<RowResult> outcomes) {
        Map<String, Long> counts = RowOutcome.counts(outcomes.stream().map(RowResult::outcome));
        int moved = database.sql("""
                update import i set next_offset = ?, next_line = ?, rows_done = rows_done + ?, lost_workers = 0,
                       counts = (select jsonb_object_agg(c.key, c.value::bigint + coalesce((n.counts ->> c.key)::bigint, 0))
                                   from jsonb_each_text(i.counts) as c, (select ?::jsonb as counts) as n)
                 where company_id = ? and id = ? and leased_by = ? and state = ? and next_offset = ? and next_line = ?""")
                .params(to.offset(), to.line(), rows, json.writeValueAsString(counts),
                        job.lease().companyId(), job.id(), job.lease().id(), job.state().name(), from.offset(), from.line())
                .update();
        if (moved == 0) {
            throw lost();
        }
        metrics.count(job.state(), rows, counts);
    }

    /** Runs an action after the current transaction, if it is committed. */
    public static void afterCommit(Runnable action) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

            @Override
            public void afterCommit() {
                action.run();
            }
        });
    }

    public static ApiException lost() {
        return ApiException.conflict("the import has another worker or another state");
    }

    /** Stores the outcomes of rows. */
    public void save(ImportJob job, List<RowResult> rows) {
        String column = job.state() == ImportState.PLANNING ? "planned" : "outcome";
        database.sql("""
                insert into import_row (company_id, import_id, line, start, %1$s, record_id, errors, changes)
                select ?, ?, r.line, r.start, r.outcome, r.record_id, r.errors::jsonb, r.changes::jsonb
                  from unnest(?::bigint[], ?::bigint[], ?::text[], ?::bigint[], ?::text[], ?::text[])
                       as r(line, start, outcome, record_id, errors, changes)
                on conflict on constraint import_row_pk do update
                   set start = excluded.start, %1$s = excluded.%1$s, record_id = excluded.record_id, errors = excluded.errors,
                       changes = excluded.changes""".formatted(column))
                .params(job.lease().companyId(), job.id(), rows.stream().map(row -> row.start().line()).toArray(Long[]::new),
                        rows.stream().map(row -> row.start().offset()).toArray(Long[]::new),
                        rows.stream().map(row -> row.outcome() == null ? null : row.outcome().wireName()).toArray(String[]::new),
                        rows.stream().map(RowResult::recordId).toArray(Long[]::new),
                        rows.stream().map(row -> text(row.errors())).toArray(String[]::new),
                        rows.stream().map(row -> text(row.changes())).toArray(String[]::new))
                .update();
    }

    private @Nullable String text(List<?> values) {
        return values.isEmpty() ? null : json.writeValueAsString(values);
    }

    /** Ends the work. */
    public void finish(ImportJob job, Place at) {
        int ended = database.sql("""
                update import set state = ?, version = version + 1,
                       rows_total = case when state = 'PLANNING' then rows_done else rows_total end,
                       planned = case when state = 'PLANNING' then counts else planned end
                 where company_id = ? and id = ? and leased_by = ? and state = ? and next_offset = ? and next_line = ?""")
                .params(job.state().finished().name(), job.lease().companyId(), job.id(), job.lease().id(), job.state().name(), at.offset(),
                        at.line())
                .update();
        if (ended == 0) {
            throw lost();
        }
    }

    /** Ends the work, because it cannot go on. */
    public void fail(ImportJob job, String reason) {
        database.sql("""
                update import set state = 'FAILED', version = version + 1, failure = ?
                 where company_id = ? and id = ? and leased_by = ? and state = ?""")
                .params(reason, job.lease().companyId(), job.id(), job.lease().id(), job.state().name()).update();
    }

    /**
     * Returns rows before a place whose outcome is still open, because a worker ended before it could store it.
     *
     * @param most rows of a chunk: a chunk begins when the one before has no open row
     */
    public List<Place> open(ImportJob job, Place before, int most) {
        return database.sql("""
                select start, line from (
                    select start, line, outcome from import_row
                     where company_id = ? and import_id = ? and line < ? order by line desc limit ?) as last
                 where outcome is null order by line""")
                .params(job.lease().companyId(), job.id(), before.line(), most)
                .query((row, number) -> new Place(row.getLong(1), row.getLong(2))).list();
    }
}
