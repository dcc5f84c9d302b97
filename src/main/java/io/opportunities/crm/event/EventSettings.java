package io.opportunities.crm.event;

import jakarta.validation.constraints.PositiveOrZero;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.stream.Stream;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;

/**
 * Settings of the log of events.
 *
 * @param eventRetention age up to which events are read; a number alone is days, 0: for ever
 * @param changeRetention retention of the changelog, which ends events too
 * @param maxWaitingClients clients of this instance that wait for events at the same time; further ones get an answer at once
 */
@ConfigurationProperties("opportunities")
public record EventSettings(
        @DefaultValue("30d") @DurationUnit(ChronoUnit.DAYS) @DurationMin(message = "must be 0 or more") @DurationMax(days = 36_500, message = "must be at most 36500d") Duration eventRetention,
        @DefaultValue("0") @DurationUnit(ChronoUnit.DAYS) Duration changeRetention,
        @DefaultValue("200") @PositiveOrZero int maxWaitingClients) {

    /** Returns the time since which events are kept. */
    public Instant since(Instant now) {
        return Stream.of(eventRetention, changeRetention).filter(Duration::isPositive).min(Comparator.naturalOrder()).map(now::minus)
                .orElse(Instant.EPOCH);
    }
}
