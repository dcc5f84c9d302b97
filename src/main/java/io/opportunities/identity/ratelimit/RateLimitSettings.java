package io.opportunities.identity.ratelimit;

import jakarta.validation.constraints.PositiveOrZero;
import org.hibernate.validator.constraints.Range;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The rate limits of each API key.
 *
 * @param perSecond calls; 0: no limit. As many may come at once, and are refilled within a second
 * @param perDay calls from midnight to midnight, UTC; 0: no limit
 */
@ConfigurationProperties("opportunities.rate-limit")
record RateLimitSettings(@DefaultValue("100") @Range(max = 1_000_000) int perSecond, @DefaultValue("0") @PositiveOrZero int perDay) {

    boolean isDisabled() {
        return perSecond == 0 && perDay == 0;
    }

    /** Returns the smaller of the active limits. */
    int tightest() {
        return perSecond == 0 ? perDay : perDay == 0 ? perSecond : Math.min(perSecond, perDay);
    }
}
