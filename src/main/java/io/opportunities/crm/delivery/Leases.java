package io.opportunities.crm.delivery;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Leases of webhooks: one worker at a time delivers to a webhook, and another one takes over when its lease ends. */
@Component
class Leases {

    static final Duration LENGTH = Duration.ofSeconds(15);

    private final JdbcClient database;

    Leases(JdbcClient database) {
        this.database = database;
    }

    /**
     * A webhook of a company.
     *
     * @param lease its own id: a later lease of the webhook has another one
     */
    record Leased(long companyId, long webhookId, UUID lease) {

        boolean isOfSameWebhook(Leased other) {
            return companyId == other.companyId && webhookId == other.webhookId;
        }
    }

    /** Leases active webhooks that nothing delivers to. */
    List<Leased> claim(int most) {
        return database.sql("select company_id, webhook_id, lease from claim_webhooks(?, ?)")
                .params(LENGTH.toSeconds(), most)
                .query((row, number) -> new Leased(row.getLong(1), row.getLong(2), row.getObject(3, UUID.class))).list();
    }

    /** Extends leases, and returns those that are in force. */
    Set<UUID> renew(Collection<Leased> held) {
        return new HashSet<>(database.sql("select renew_webhooks(?, ?)")
                .params(held.stream().map(Leased::lease).toArray(UUID[]::new), LENGTH.toSeconds())
                .query((row, number) -> Objects.requireNonNull(row.getObject(1, UUID.class))).list());
    }

    void release(Leased webhook) {
        database.sql("call release_webhook(?)").param(webhook.lease()).update();
    }
}
