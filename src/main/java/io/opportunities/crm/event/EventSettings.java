package io.opportunities.crm.event;

import jakarta.validation.constraints.PositiveOrZero;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;

/**
 * Settings of the log of events.
 *
 * @param eventRetention age up to which events are read; a number alone is days, 0: for ever
 * @param maxWaitingClients clients of this instance that wait for events at the same time; further ones get an answer at once
 */
@ConfigurationProperties("opportunities")
record EventSettings(
        @DefaultValue("30d") @DurationUnit(ChronoUnit.DAYS) @DurationMin(message = "must be 0 or more") @DurationMax(days = 36_500, message = "must be at most 36500d") Duration eventRetention,
        @DefaultValue("200") @PositiveOrZero int maxWaitingClients) {}
