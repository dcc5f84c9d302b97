package io.opportunities.crm.webhook;

import io.opportunities.crm.delivery.http.Target;
import io.opportunities.crm.event.Trigger;
import io.opportunities.identity.tenant.CompanyId;
import io.opportunities.identity.tenant.VersionedEntity;
import io.opportunities.web.error.ApiException;
import io.opportunities.web.json.PatchField;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.IntStream;
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
    private static final int MAX_PREVIOUS_SECRETS = 5;

    private String url;

    /** Empty for all. */
    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<String> triggers;

    private @Nullable String description;

    @Column(name = "is_active")
    private boolean active;

    private String secret;
    /** Those that sign too, until the times at the same places. */
    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<String> previousSecrets = List.of();

    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<Instant> previousSecretsUntil = List.of();

    private long createdById;

    /** Time of the first failure after the last success; null if there is none. */
    @Formula("(select p.failing_since from webhook_progress p where p.company_id = company_id and p.company_id = current_company() and p.webhook_id = id)")
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

    boolean active() {
        return active;
    }

    /**
     * Signs with another secret from now on, and with the present one too for a day.
     *
     * @throws ApiException 409 if it was rotated five times within a day
     */
    void rotate(String next, Instant now) {
        List<Integer> valid = placesOfValidSecrets(now);
        if (valid.size() == MAX_PREVIOUS_SECRETS) {
            throw ApiException.conflict("webhook %d has %d previous secrets that still sign, until %s at first".formatted(id(),
                    MAX_PREVIOUS_SECRETS, previousSecretsUntil.getLast()));
        }
        this.previousSecrets = Stream.concat(Stream.of(secret), valid.stream().map(previousSecrets::get)).toList();
        this.previousSecretsUntil = Stream.concat(Stream.of(now.plus(OVERLAP)), valid.stream().map(previousSecretsUntil::get)).toList();
        this.secret = next;
        touch(now);
    }

    private List<Integer> placesOfValidSecrets(Instant now) {
        return IntStream.range(0, previousSecrets.size()).filter(place -> previousSecretsUntil.get(place).isAfter(now)).boxed().toList();
    }

    Target target(Instant now) {
        Stream<String> previous = placesOfValidSecrets(now).stream().map(previousSecrets::get);
        return new Target(url, EnumSet.noneOf(Trigger.class), Stream.concat(Stream.of(secret), previous).toList());
    }

    WebhookResponse response(Instant now) {
        WebhookResponse.Status status = !active
                ? WebhookResponse.Status.OFF
                : failingSince != null && failingSince.plus(DEGRADED_AFTER).isBefore(now)
                        ? WebhookResponse.Status.DEGRADED
                        : WebhookResponse.Status.ACTIVE;
        Instant until = previousSecretsUntil.isEmpty() ? null : previousSecretsUntil.getFirst();
        return new WebhookResponse(id(), url, triggers, description, active, status, failingSince, until, createdAt(), updatedAt());
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
