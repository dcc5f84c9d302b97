package io.opportunities.crm.lease;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The leases of one kind of work: one worker at a time works on a record, and another one takes over when its lease ends. */
final class Leases {

    private static final Logger LOG = LoggerFactory.getLogger(Leases.class);

    private final String kind;
    private final JdbcClient database;

    /** @param kind of work, in the names of the functions of the schema */
    Leases(String kind, JdbcClient database) {
        this.kind = kind;
        this.database = database;
    }

    /** Leases records that have work and no worker; none while the database cannot be reached, and the next run asks again. */
    List<Lease> claim(int most) {
        try {
            return database.sql("select * from claim_%s(?, ?)".formatted(kind)).params(Lease.LENGTH.toSeconds(), most)
                    .query((row, number) -> new Lease(row.getLong(1), row.getLong(2), row.getObject(3, UUID.class))).list();
        } catch (DataAccessException e) {
            LOG.debug("No {} are leased now: {}", kind, e.toString());
            return List.of();
        }
    }

    /** Extends leases, and returns those that are in force. */
    Set<UUID> renew(Collection<Lease> leases) {
        try {
            return new HashSet<>(database.sql("select renew_%s(?, ?, ?)".formatted(kind))
                    .params(leases.stream().map(Lease::companyId).toArray(Long[]::new), leases.stream().map(Lease::id).toArray(UUID[]::new),
                            Lease.LENGTH.toSeconds())
                    .query((row, number) -> Objects.requireNonNull(row.getObject(1, UUID.class))).list());
        } catch (DataAccessException e) {
            LOG.debug("The leases of {} are extended in a moment: {}", kind, e.toString());
            return Set.of();
        }
    }

    void release(Lease lease) {
        try {
            database.sql("call release_%s(?, ?)".formatted(kind)).params(lease.companyId(), lease.id()).update();
        } catch (DataAccessException e) {
            LOG.debug("The lease of {} {} ends by itself: {}", kind, lease.recordId(), e.toString());
        }
    }
}
