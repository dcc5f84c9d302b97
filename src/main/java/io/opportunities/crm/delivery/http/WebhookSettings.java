package io.opportunities.crm.delivery.http;

import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.hibernate.validator.constraints.Range;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of webhooks.
 *
 * @param allowPrivateTargets whether to deliver to addresses that are not public
 * @param concurrency deliveries to one webhook at the same time, of different records
 * @param maxConcurrency deliveries of this instance at the same time
 * @param maxWorkers webhooks that this instance delivers to at the same time; further ones take turns
 * @param turn how long a webhook keeps its worker while this instance has no other
 */
@ConfigurationProperties("opportunities.webhooks")
public record WebhookSettings(
        @DefaultValue("false") boolean allowPrivateTargets,
        @DefaultValue("32") @Range(min = 1, max = 1_000) int concurrency,
        @DefaultValue("256") @Positive int maxConcurrency,
        @DefaultValue("200") @Positive int maxWorkers,
        @DefaultValue("10s") @DurationMin(millis = 1, message = "must be above 0") Duration turn) {}
