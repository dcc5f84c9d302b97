package io.opportunities.crm.merge;

import io.opportunities.crm.merge.RecordedMergeResponse.MergedRecord;
import io.opportunities.identity.Caller;
import io.opportunities.matching.key.MatchBy;
import io.opportunities.search.RecordType;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Calls the functions of the schema that merge and unmerge, in the transaction of the caller. */
@Component
final class MergeRepository {

    private static final MatchBy[] KINDS = MatchBy.values();

    private final JdbcTemplate database;

    MergeRepository(JdbcTemplate database) {
        this.database = database;
    }

    /** The members that a merge may take from another record, without custom ones. */
    Set<String> members(RecordType type) {
        return new HashSet<>(database.queryForList("select member from merged_members(?)", String.class, type.wireName()));
    }

    /** The names of the locks on all keys of some records. */
    Set<String> lockNames(RecordType type, Long[] ids) {
        return new HashSet<>(database.query("select kind, key from keys_of_records(?, ?, ?)",
                (row, number) -> KINDS[row.getInt(1) - 1].lockName(row.getString(2)), company(), type.wireName(), ids));
    }

    /** Locks the records of a merge, and those that it may move. */
    void lock(RecordType type, long target, Merge merge) {
        database.query("select cast(hold_records_of_merge(?, ?, ?, ?) as text)", row -> {}, company(), type.wireName(), target,
                merge.sources().toArray(Long[]::new));
    }

    /** Returns the record that another one was merged into, at last. */
    Optional<Long> mergedInto(RecordType type, long id) {
        return first("select merged_into_id from %s where company_id = ? and id = ? and merged_into_id is not null"
                .formatted(type.wireName()), company(), id);
    }

    /** Returns the record that another one was merged into by its own merge. */
    Optional<Long> directlyMergedInto(RecordType type, long id) {
        return first("select target_id from record_merge where company_id = ? and record_type = ? and source_id = ?", company(),
                type.wireName(), id);
    }

    /** Returns records by id. */
    Map<Long, MergedRecord> records(RecordType type, Long[] ids) {
        String columns = type == RecordType.CONTACT ? "name, removed_at is null" : "title, is_active";
        return database.query("select id, %s from %s where company_id = ? and id = any (?)".formatted(columns, type.wireName()),
                (row, number) -> new MergedRecord(row.getLong(1), row.getString(2), row.getBoolean(3)), company(), ids).stream()
                .collect(Collectors.toMap(MergedRecord::id, Function.identity()));
    }

    private Optional<Long> first(String query, Object... parameters) {
        return database.query(query, (row, number) -> row.getLong(1), parameters).stream().findFirst();
    }

    List<Version> merge(RecordType type, long target, Merge merge) {
        return database.query("select id, version, updated_at, '{}'::text[] from merge_records(?, ?, ?, ?, ?::jsonb, ?, ?)",
                (row, number) -> Version.of(row), company(), type.wireName(), target, merge.sources().toArray(Long[]::new),
                JsonMapper.shared().writeValueAsString(merge.members()), Caller.current().userId(), Caller.current().keyId());
    }

    List<Version> unmerge(RecordType type, long target, Merge merge) {
        return database.query("select id, version, updated_at, kept from unmerge_records(?, ?, ?, ?, ?, ?)",
                (row, number) -> Version.of(row), company(), type.wireName(), target, merge.sources().toArray(Long[]::new),
                Caller.current().userId(), Caller.current().keyId());
    }

    void beginLocks() {
        database.execute("savepoint merge_locks");
    }

    /** Releases the locks that were acquired since they began. */
    void releaseLocks() {
        database.execute("rollback to savepoint merge_locks");
    }

    void beginPreview() {
        database.execute("savepoint merge_preview");
    }

    void endPreview() {
        database.execute("rollback to savepoint merge_preview");
    }

    private static long company() {
        return Caller.current().companyId();
    }

    /**
     * A record after a merge or unmerge.
     *
     * @param kept the members that an unmerge left as they were
     */
    record Version(long id, int version, Instant updatedAt, List<String> kept) {

        private static Version of(ResultSet row) throws SQLException {
            return new Version(row.getLong(1), row.getInt(2), row.getTimestamp(3).toInstant(), texts(row.getArray(4)));
        }

        private static List<String> texts(@Nullable Array array) throws SQLException {
            return array == null ? List.of() : List.of((String[]) array.getArray());
        }
    }
}
