package io.opportunities.ratelimit;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much each API key may do.
 *
 * @param perSecond calls; 0: no limit. As many may come at once, and come back within a second
 * @param perDay calls from midnight to midnight, UTC; 0: no limit
 */
@ConfigurationProperties("opportunities.rate-limit")
record RateLimitSettings(@DefaultValue("100") int perSecond, @DefaultValue("0") int perDay) {

    private static final int MOST_PER_SECOND = 1_000_000;

    RateLimitSettings {
        require(perSecond >= 0 && perSecond <= MOST_PER_SECOND, "per-second must be from 0 to " + MOST_PER_SECOND, perSecond);
        require(perDay >= 0, "per-day must be 0 or more", perDay);
    }

    boolean isOff() {
        return perSecond == 0 && perDay == 0;
    }

    /** The smaller of the limits that are on. */
    int tightest() {
        return perSecond == 0 ? perDay : perDay == 0 ? perSecond : Math.min(perSecond, perDay);
    }

    private static void require(boolean right, String rule, int was) {
        if (!right) {
            throw new IllegalArgumentException("opportunities.rate-limit.%s; was %d".formatted(rule, was));
        }
    }
}
