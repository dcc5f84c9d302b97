package io.opportunities.address.geo;

import jakarta.validation.constraints.Positive;
import java.net.URI;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the geocoding service.
 *
 * @param url of the service, without a path; null: none
 * @param benchmark the edition of its data
 * @param connectTimeout for the connection alone
 * @param timeout for a whole response
 * @param tries for one address, the first included
 * @param queueSize maximum number of waiting addresses; further ones are dropped
 * @param threads number of concurrent queries
 */
@ConfigurationProperties("opportunities.geocoder")
record GeocoderSettings(@Nullable URI url, @DefaultValue("Public_AR_Current") String benchmark,
        @DefaultValue("2s") @DurationMin(millis = 1, message = "must be above 0") Duration connectTimeout,
        @DefaultValue("5s") @DurationMin(millis = 1, message = "must be above 0") Duration timeout, @DefaultValue("3") @Positive int tries,
        @DefaultValue("1000") @Positive int queueSize, @DefaultValue("2") @Positive int threads) {

    GeocoderSettings {
        url = url == null || url.toString().isBlank() ? null : url;
        if (url != null && !isWebAddress(url)) {
            throw new IllegalArgumentException("opportunities.geocoder.url must be an http or https URL without query; was " + url);
        }
    }

    private static boolean isWebAddress(URI url) {
        return url.getHost() != null && ("https".equals(url.getScheme()) || "http".equals(url.getScheme()))
                && url.getRawQuery() == null && url.getRawFragment() == null;
    }
}
