package io.opportunities.ratelimit;

import jakarta.validation.constraints.PositiveOrZero;
import org.hibernate.validator.constraints.Range;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much each API key may do.
 *
 * @param perSecond calls; 0: no limit. As many may come at once, and come back within a second
 * @param perDay calls from midnight to midnight, UTC; 0: no limit
 */
@ConfigurationProperties("opportunities.rate-limit")
record RateLimitSettings(@DefaultValue("100") @Range(max = 1_000_000) int perSecond, @DefaultValue("0") @PositiveOrZero int perDay) {

    boolean isOff() {
        return perSecond == 0 && perDay == 0;
    }

    /** The smaller of the limits that are on. */
    int tightest() {
        return perSecond == 0 ? perDay : perDay == 0 ? perSecond : Math.min(perSecond, perDay);
    }
}
