package io.opportunities.crm.imports.job;

import io.opportunities.common.Sha256;
import io.opportunities.crm.imports.file.Place;
import io.opportunities.matching.MatchBy;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Stores the keys of rows that would write, while a plan is made, in the transaction of the caller. */
@Component
class KeyStore {

    private static final int CLEARED_AT_ONCE = 20_000;

    private final JdbcClient database;

    KeyStore(JdbcClient database) {
        this.database = database;
    }

    static long key(String name) {
        return ByteBuffer.wrap(Sha256.of(name)).getLong();
    }

    /** Returns the keys that stored opportunities have, which rows may take from them. */
    Map<Long, List<Long>> stored(ImportJob job, Collection<Long> ids) {
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
    void add(ImportJob job, Map<Place, List<Long>> keys) {
        List<Place> places = keys.entrySet().stream().flatMap(row -> row.getValue().stream().map(key -> row.getKey())).toList();
        database.sql("""
                insert into import_key (company_id, import_id, key, line, start)
                select ?, ?, k.key, k.line, k.start from unnest(?::bigint[], ?::bigint[], ?::bigint[]) as k(key, line, start)
                on conflict do nothing""")
                .params(job.lease().companyId(), job.id(), keys.values().stream().flatMap(List::stream).toArray(Long[]::new),
                        places.stream().map(Place::line).toArray(Long[]::new), places.stream().map(Place::offset).toArray(Long[]::new))
                .update();
    }

    /**
     * Returns the rows before a line that share one of the keys, those that share a key with these, and so on; in the order of the file.
     * If there are more than the limit, the first and the last ones.
     */
    List<Place> related(ImportJob job, Collection<Long> keys, long before, int limit) {
        return database.sql("""
                with recursive related as (
                    select distinct k.line, k.start from import_key k
                     where k.company_id = :company and k.import_id = :import and k.key = any (:keys) and k.line < :before
                    union
                    select o.line, o.start
                      from related r
                      join import_key m on m.company_id = :company and m.import_id = :import and m.line = r.line
                      join import_key o on o.company_id = :company and o.import_id = :import and o.key = m.key and o.line < :before)
                select start, line from (
                    (select start, line from (select * from related limit :most) f order by line limit :half)
                    union
                    (select start, line from (select * from related limit :most) l order by line desc limit :half)) ends
                 order by line""")
                .param("company", job.lease().companyId()).param("import", job.id()).param("keys", keys.toArray(Long[]::new))
                .param("before", before).param("half", limit / 2).param("most", 10 * limit)
                .query((row, number) -> new Place(row.getLong(1), row.getLong(2))).list();
    }

    /** Removes some keys of an earlier plan; returns whether there may be more. */
    boolean clear(ImportJob job) {
        return database.sql("""
                delete from import_key k using (
                    select key, line from import_key where company_id = ? and import_id = ? limit ?) as d
                 where k.company_id = ? and k.import_id = ? and k.key = d.key and k.line = d.line""")
                .params(job.lease().companyId(), job.id(), CLEARED_AT_ONCE, job.lease().companyId(), job.id()).update() == CLEARED_AT_ONCE;
    }
}
