package io.opportunities.crm.delivery;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Leases of webhooks: one instance at a time delivers to a webhook, and another one takes over when its lease ends. */
@Component
class Leases {

    static final Duration LENGTH = Duration.ofSeconds(15);

    private final JdbcClient database;
    private final UUID instance = UUID.randomUUID();

    Leases(JdbcClient database) {
        this.database = database;
    }

    /** A webhook of a company. */
    record Leased(long companyId, long webhookId) {}

    UUID instance() {
        return instance;
    }

    /** Leases active webhooks that no instance delivers to. */
    List<Leased> claim(int most) {
        return database.sql("select company_id, webhook_id from claim_webhooks(?, ?, ?)")
                .params(instance, LENGTH.toSeconds(), most)
                .query((row, number) -> new Leased(row.getLong(1), row.getLong(2))).list();
    }

    /** Extends the leases of this instance, and returns those that it still has. */
    Set<Leased> renew() {
        return new HashSet<>(database.sql("select company_id, webhook_id from renew_webhooks(?, ?)")
                .params(instance, LENGTH.toSeconds())
                .query((row, number) -> new Leased(row.getLong(1), row.getLong(2))).list());
    }

    void release() {
        database.sql("call release_webhooks(?)").param(instance).update();
    }
}
