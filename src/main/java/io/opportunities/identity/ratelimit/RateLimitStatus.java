package io.opportunities.identity.ratelimit;

import io.opportunities.web.error.ApiException;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The remaining calls of a key.
 *
 * @param granted whether the current call may continue
 * @param retryAfter time until the next permitted call, if this one is rejected
 * @see <a href="https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/10/">RateLimit header fields for HTTP, draft 10</a>
 */
public record RateLimitStatus(List<Policy> policies, boolean granted, Duration retryAfter) {

    /**
     * One of the limits.
     *
     * @param window of the limit, in seconds
     * @param left remaining calls; negative if replicas together have permitted too many
     * @param reset seconds until all calls are available again
     */
    record Policy(String name, int limit, int window, long left, long reset) {

        long remaining() {
            return Math.max(0, left);
        }
    }

    /**
     * Returns the rate limit headers: the common ones and those of the IETF draft. The common ones describe only the limit with the fewest
     * remaining calls.
     */
    public Map<String, String> headers() {
        Policy tightest = policies.stream().min(Comparator.comparingLong(Policy::remaining)).orElseThrow();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("X-RateLimit-Limit", String.valueOf(tightest.limit()));
        headers.put("X-RateLimit-Remaining", String.valueOf(tightest.remaining()));
        headers.put("RateLimit-Policy", all(policy -> "\"%s\";q=%d;w=%d".formatted(policy.name(), policy.limit(), policy.window())));
        headers.put("RateLimit", all(policy -> "\"%s\";r=%d;t=%d".formatted(policy.name(), policy.remaining(), policy.reset())));
        return headers;
    }

    /** Returns the error for a rejected call. */
    public ApiException refusal() {
        Policy tightest = policies.stream().min(Comparator.comparingLong(Policy::remaining)).orElseThrow();
        return ApiException.rateLimited("this API key may make %d %s a %s; wait for the seconds in Retry-After"
                .formatted(tightest.limit(), tightest.limit() == 1 ? "call" : "calls", tightest.name()), retryAfter);
    }

    private String all(Function<Policy, String> item) {
        return policies.stream().map(item).collect(Collectors.joining(", "));
    }
}
