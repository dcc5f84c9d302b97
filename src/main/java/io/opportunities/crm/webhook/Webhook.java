package io.opportunities.crm.webhook;

import io.opportunities.crm.delivery.Target;
import io.opportunities.crm.event.Trigger;
import io.opportunities.identity.tenant.CompanyId;
import io.opportunities.identity.tenant.VersionedEntity;
import io.opportunities.web.json.PatchField;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.SQLRestriction;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** An address that events are pushed to. */
@Entity
@SQLRestriction(CompanyId.OWN)
class Webhook extends VersionedEntity {

    private static final Duration OVERLAP = Duration.ofHours(24);
    private static final Duration DEGRADED_AFTER = Duration.ofHours(24);

    private String url;

    /** Empty for all. */
    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<String> triggers;

    private @Nullable String description;

    @Column(name = "is_active")
    private boolean active;

    private String secret;
    private @Nullable String previousSecret;
    private @Nullable Instant previousSecretUntil;
    private long createdById;

    /** Time of the first failure after the last success; null if there is none. */
    @Formula("(select p.failing_since from webhook_progress p where p.company_id = company_id and p.webhook_id = id)")
    private @Nullable Instant failingSince;

    @SuppressWarnings("NullAway.Init")
    protected Webhook() {}

    Webhook(WebhookRequest request, String secret, long createdById, Instant now) {
        super(now);
        this.url = request.url().or("");
        this.triggers = names(request.triggers().or(List.of()));
        this.description = request.description().orNull();
        this.active = request.active().or(true);
        this.secret = secret;
        this.createdById = createdById;
    }

    void change(WebhookRequest request, Instant now) {
        this.url = request.url().or(url);
        this.triggers = request.triggers() instanceof PatchField.Given<List<Trigger>>(List<Trigger> given) ? names(given) : triggers;
        this.description = request.description().isAbsent() ? description : request.description().orNull();
        this.active = request.active().or(active);
        touch(now);
    }

    /** Signs with another secret from now on, and with the present one too for a day. */
    void rotate(String next, Instant now) {
        this.previousSecret = secret;
        this.previousSecretUntil = now.plus(OVERLAP);
        this.secret = next;
        touch(now);
    }

    Target target(Instant now) {
        Optional<String> previous = Optional.ofNullable(previousSecret)
                .filter(old -> previousSecretUntil != null && previousSecretUntil.isAfter(now));
        return new Target(url, EnumSet.noneOf(Trigger.class), Stream.concat(Stream.of(secret), previous.stream()).toList());
    }

    WebhookResponse response(Instant now) {
        WebhookResponse.Status status = !active
                ? WebhookResponse.Status.OFF
                : failingSince != null && failingSince.plus(DEGRADED_AFTER).isBefore(now)
                        ? WebhookResponse.Status.DEGRADED
                        : WebhookResponse.Status.ACTIVE;
        return new WebhookResponse(id(), url, triggers, description, active, status, failingSince, previousSecretUntil, createdAt(),
                updatedAt());
    }

    WebhookSecretResponse responseWithSecret(Instant now) {
        WebhookResponse shown = response(now);
        return new WebhookSecretResponse(shown.id(), shown.url(), shown.triggers(), shown.description(), shown.active(), shown.status(),
                shown.failingSince(), shown.previousSecretUntil(), shown.createdAt(), shown.updatedAt(), secret);
    }

    private static List<String> names(List<Trigger> triggers) {
        return triggers.stream().distinct().map(Trigger::name).toList();
    }
}
