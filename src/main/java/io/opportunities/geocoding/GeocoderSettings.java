package io.opportunities.geocoding;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which geocoding service is asked, and with how much patience.
 *
 * @param url of the service, without a path; null: none is asked
 * @param benchmark the edition of its data
 * @param connectTimeout for the connection alone
 * @param timeout for a whole answer
 * @param tries for one address, the first included
 * @param queueSize how many addresses may wait; more are not asked for
 * @param threads how many addresses are asked for at once
 */
@ConfigurationProperties("opportunities.geocoder")
record GeocoderSettings(@Nullable URI url, @DefaultValue("Public_AR_Current") String benchmark,
        @DefaultValue("2s") Duration connectTimeout, @DefaultValue("5s") Duration timeout, @DefaultValue("3") int tries,
        @DefaultValue("1000") int queueSize, @DefaultValue("2") int threads) {

    GeocoderSettings {
        url = url == null || url.toString().isBlank() ? null : url;
        require(url == null || isWebAddress(url), "url", "an http or https URL without query", url);
        require(isPositive(connectTimeout), "connect-timeout", "a duration above 0", connectTimeout);
        require(isPositive(timeout), "timeout", "a duration above 0", timeout);
        require(tries > 0, "tries", "at least 1", tries);
        require(queueSize > 0, "queue-size", "at least 1", queueSize);
        require(threads > 0, "threads", "at least 1", threads);
    }

    private static boolean isWebAddress(URI url) {
        return url.getHost() != null && ("https".equals(url.getScheme()) || "http".equals(url.getScheme()))
                && url.getRawQuery() == null && url.getRawFragment() == null;
    }

    private static boolean isPositive(Duration duration) {
        return duration.isPositive();
    }

    private static void require(boolean right, String property, String what, @Nullable Object was) {
        if (!right) {
            throw new IllegalArgumentException("opportunities.geocoder.%s must be %s; was %s".formatted(property, what, was));
        }
    }
}
