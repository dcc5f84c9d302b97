package io.opportunities.crm.imports.job.store;

import io.opportunities.common.Sha256;
import io.opportunities.crm.imports.file.Place;
import io.opportunities.matching.key.MatchBy;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Stores which rows that would write depend on each other, while a plan is made, in the transaction of the caller. */
@Component
public class KeyStore {

    private static final int CLEARED_AT_ONCE = 20_000;
    /** Groups of more rows count as equally large. */
    private static final int MAX_COUNTED = 1_000;

    private final JdbcClient database;

    KeyStore(JdbcClient database) {
        this.database = database;
    }

    public static long key(String name) {
        return ByteBuffer.wrap(Sha256.of(name)).getLong();
    }

    /** Returns the keys that stored opportunities have, which rows may take from them. */
    public Map<Long, List<Long>> stored(ImportJob job, Collection<Long> ids) {
        Map<Long, List<Long>> keys = new HashMap<>();
        database.sql("""
                select o.id, k.kind, k.key from opportunity o,
                       unnest(array[o.title_key, o.email_key, o.phone_key, o.address_key, o.external_key]) with ordinality as k(key, kind)
                 where o.company_id = ? and o.id = any (?) and k.key is not null""")
                .params(job.lease().companyId(), ids.toArray(Long[]::new))
                .query(row -> {
                    String name = MatchBy.values()[row.getInt(2) - 1].lockName(row.getString(3));
                    keys.computeIfAbsent(row.getLong(1), id -> new ArrayList<>()).add(key(name));
                });
        return keys;
    }

    /** @param keys of rows, by their start */
    public void add(ImportJob job, Map<Place, List<Long>> keys) {
        List<Place> rows = keys.keySet().stream().filter(row -> !keys.getOrDefault(row, List.of()).isEmpty())
                .sorted(Comparator.comparingLong(Place::line)).toList();
        List<Long> all = rows.stream().flatMap(row -> keys.getOrDefault(row, List.of()).stream()).distinct().toList();
        RowGroups groups = groups(job, all);
        rows.forEach(row -> groups.add(row.line(), keys.getOrDefault(row, List.of())));
        move(job, groups.moves());
        database.sql("""
                insert into import_key (company_id, import_id, key, group_id)
                select ?, ?, k.key, k.group_id from unnest(?::bigint[], ?::bigint[]) as k(key, group_id) on conflict do nothing""")
                .params(job.lease().companyId(), job.id(), all.toArray(Long[]::new), all.stream().map(groups::of).toArray(Long[]::new))
                .update();
        database.sql("""
                insert into import_group_row (company_id, import_id, group_id, line, start)
                select ?, ?, r.group_id, r.line, r.start from unnest(?::bigint[], ?::bigint[], ?::bigint[]) as r(group_id, line, start)
                on conflict do nothing""")
                .params(job.lease().companyId(), job.id(),
                        rows.stream().map(row -> groups.of(keys.getOrDefault(row, List.of()).getFirst())).toArray(Long[]::new),
                        rows.stream().map(Place::line).toArray(Long[]::new), rows.stream().map(Place::offset).toArray(Long[]::new))
                .update();
    }

    private RowGroups groups(ImportJob job, List<Long> keys) {
        Map<Long, Long> known = new HashMap<>();
        Map<Long, Integer> sizes = new HashMap<>();
        database.sql("""
                select k.key, k.group_id, (select count(*) from (
                           select 1 from import_group_row r
                            where r.company_id = k.company_id and r.import_id = k.import_id and r.group_id = k.group_id limit ?) as counted)
                  from import_key k where k.company_id = ? and k.import_id = ? and k.key = any (?)""")
                .params(MAX_COUNTED, job.lease().companyId(), job.id(), keys.toArray(Long[]::new))
                .query(row -> {
                    known.put(row.getLong(1), row.getLong(2));
                    sizes.put(row.getLong(2), row.getInt(3));
                });
        return new RowGroups(known, sizes);
    }

    private void move(ImportJob job, Map<Long, Long> moves) {
        for (String table : moves.isEmpty() ? List.<String>of() : List.of("import_key", "import_group_row")) {
            database.sql("""
                    update %s t set group_id = m.successor from unnest(?::bigint[], ?::bigint[]) as m(group_id, successor)
                     where t.company_id = ? and t.import_id = ? and t.group_id = m.group_id""".formatted(table))
                    .params(moves.keySet().toArray(Long[]::new), moves.values().toArray(Long[]::new), job.lease().companyId(), job.id())
                    .update();
        }
    }

    /**
     * Returns the rows before a line that share one of the keys, those that share a key with these, and so on; in the order of the file.
     * If there are more than the limit, the first and the last ones. The work does not depend on their number.
     */
    public List<Place> related(ImportJob job, Collection<Long> keys, long before, int limit) {
        return database.sql("""
                with found as (
                    select distinct k.group_id from import_key k
                     where k.company_id = :company and k.import_id = :import and k.key = any (:keys)),
                first as (
                    select r.start, r.line from found f cross join lateral (
                        select g.start, g.line from import_group_row g
                         where g.company_id = :company and g.import_id = :import and g.group_id = f.group_id and g.line < :before
                         order by g.line limit :half) as r
                     order by r.line limit :half),
                last as (
                    select r.start, r.line from found f cross join lateral (
                        select g.start, g.line from import_group_row g
                         where g.company_id = :company and g.import_id = :import and g.group_id = f.group_id and g.line < :before
                         order by g.line desc limit :half) as r
                     order by r.line desc limit :half)
                select start, line from first union select start, line from last order by line""")
                .param("company", job.lease().companyId()).param("import", job.id()).param("keys", keys.toArray(Long[]::new))
                .param("before", before).param("half", limit / 2)
                .query((row, number) -> new Place(row.getLong(1), row.getLong(2))).list();
    }

    /** Removes some keys of an earlier plan; returns whether there may be more. */
    public boolean clear(ImportJob job) {
        return database.sql("select clear_import_keys(?, ?, ?)").params(job.lease().companyId(), job.id(), CLEARED_AT_ONCE)
                .query(Integer.class).single() == CLEARED_AT_ONCE;
    }
}
