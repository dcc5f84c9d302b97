package io.opportunities.ratelimit;

import io.opportunities.common.ApiException;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a key may still do.
 *
 * @param granted whether the call that asked may go on
 * @param retryAfter until another one may, where this one may not
 * @see <a href="https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/10/">RateLimit header fields for HTTP, draft 10</a>
 */
public record Allowance(List<Policy> policies, boolean granted, Duration retryAfter) {

    /**
     * One of the limits.
     *
     * @param window in which as many calls as the limit may come, seconds
     * @param left of them; below zero where replicas together let too many through
     * @param reset seconds until all of them are back
     */
    record Policy(String name, int limit, int window, long left, long reset) {

        long remaining() {
            return Math.max(0, left);
        }
    }

    /** Headers that tell it, as other services name them and as the IETF does; the former know one limit, the one that is nearest its end. */
    public Map<String, String> headers() {
        Policy tightest = policies.stream().min(Comparator.comparingLong(Policy::remaining)).orElseThrow();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("X-RateLimit-Limit", String.valueOf(tightest.limit()));
        headers.put("X-RateLimit-Remaining", String.valueOf(tightest.remaining()));
        headers.put("RateLimit-Policy", all(policy -> "\"%s\";q=%d;w=%d".formatted(policy.name(), policy.limit(), policy.window())));
        headers.put("RateLimit", all(policy -> "\"%s\";r=%d;t=%d".formatted(policy.name(), policy.remaining(), policy.reset())));
        return headers;
    }

    /** What is said to a call that may not go on. */
    public ApiException refusal() {
        Policy tightest = policies.stream().min(Comparator.comparingLong(Policy::remaining)).orElseThrow();
        return ApiException.rateLimited("this API key may be used %d times a %s; wait for the seconds that Retry-After tells"
                .formatted(tightest.limit(), tightest.name()), retryAfter);
    }

    private String all(Function<Policy, String> item) {
        return policies.stream().map(item).collect(Collectors.joining(", "));
    }
}
