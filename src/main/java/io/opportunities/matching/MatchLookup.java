package io.opportunities.matching;

import io.opportunities.identity.Caller;
import io.opportunities.matching.key.MatchBy;
import io.opportunities.matching.key.MatchKeys;
import io.opportunities.search.RecordType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A look-up of the first record that has one of some keys.
 *
 * @param by the kinds of key to compare, in order; the first that finds a record decides
 * @param since the earliest last change of a record that matches; null for any
 */
record MatchLookup(RecordType kind, MatchKeys keys, List<MatchBy> by, @Nullable Instant since) {

    private static final MatchBy[] KINDS = MatchBy.values();
    private static final String FIND_ALL = """
            select f.record_id, f.matches, f.by_kind, f.candidates, f.has_other_keys
              from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                       with ordinality as wanted(title, email, phone, address, external, place),
                   lateral find_%s(?, array[title, email, phone, address, external], ?, ?, '{}', ?) as f
             order by place""";

    /** Returns the look-up without the kinds of which it has no key. */
    MatchLookup usable() {
        return new MatchLookup(kind, keys, by.stream().filter(key -> key.of(keys) != null).toList(), since);
    }

    /**
     * The result of a look-up.
     *
     * @param recordId of the active record with the lowest id that has the key
     * @param by the kind of the key that found it, null if none did
     * @param matches the number of records with that key
     * @param candidates ids of the first of them, in ascending order, at most 20
     * @param hasOtherKeys whether an earlier key found nothing, and records of the company have keys by other rules
     */
    record Found(Optional<Long> recordId, @Nullable MatchBy by, long matches, List<Long> candidates,
            boolean hasOtherKeys) {}

    /**
     * Calls the function of the schema, past Hibernate. Hibernate would ask the driver for the columns of each native statement again.
     *
     * @param locks sorted; null to look without locks
     * @param toChange whether to lock the record as well
     */
    Found run(Connection connection, @Nullable List<Long> locks, boolean toChange) throws SQLException {
        String call = "select record_id, matches, by_kind, candidates, has_other_keys from find_%s(?, ?, ?, ?, ?, ?)"
                .formatted(kind.wireName());
        try (PreparedStatement statement = connection.prepareStatement(call)) {
            statement.setLong(1, Caller.current().companyId());
            statement.setArray(2, connection.createArrayOf("text", keys.all().toArray(String[]::new)));
            bindKinds(connection, statement, 3);
            statement.setArray(5, locks == null ? null : connection.createArrayOf("bigint", locks.toArray(Long[]::new)));
            statement.setBoolean(6, toChange);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return found(row);
            }
        }
    }

    /**
     * Calls the function once for each of several look-ups, which differ in their keys alone. The transaction has their locks.
     *
     * @param lookups at least one
     */
    static List<Found> runAll(Connection connection, List<MatchLookup> lookups, boolean toChange) throws SQLException {
        MatchLookup any = lookups.getFirst();
        try (PreparedStatement statement = connection.prepareStatement(FIND_ALL.formatted(any.kind.wireName()))) {
            for (MatchBy key : KINDS) {
                statement.setArray(key.ordinal() + 1,
                        connection.createArrayOf("text", lookups.stream().map(lookup -> key.of(lookup.keys)).toArray()));
            }
            statement.setLong(KINDS.length + 1, Caller.current().companyId());
            any.bindKinds(connection, statement, KINDS.length + 2);
            statement.setBoolean(KINDS.length + 4, toChange);
            List<Found> all = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    all.add(found(rows));
                }
            }
            return all;
        }
    }

    /** Binds the kinds of keys, and after them the earliest change. */
    private void bindKinds(Connection connection, PreparedStatement statement, int first) throws SQLException {
        statement.setArray(first, connection.createArrayOf("integer", by.stream().map(key -> key.ordinal() + 1).toArray(Integer[]::new)));
        if (since == null) {
            statement.setNull(first + 1, Types.TIMESTAMP_WITH_TIMEZONE);
        } else {
            statement.setTimestamp(first + 1, Timestamp.from(since));
        }
    }

    private static Found found(ResultSet row) throws SQLException {
        long id = row.getLong(1);
        Optional<Long> recordId = row.wasNull() ? Optional.empty() : Optional.of(id);
        List<Long> candidates = recordId.isEmpty() ? List.of() : List.of((Long[]) row.getArray(4).getArray());
        return new Found(recordId, recordId.isEmpty() ? null : KINDS[row.getInt(3) - 1], row.getLong(2), candidates, row.getBoolean(5));
    }
}
