package io.opportunities.identity.security;

import java.net.URI;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The origins whose pages may call the service from a browser.
 *
 * @param origins each a scheme, a host and optionally a port; {@code *} for all. None: no page of another origin
 */
@ConfigurationProperties("opportunities.cors")
record CorsSettings(@DefaultValue List<String> origins) {

    CorsSettings {
        origins = origins.stream().map(String::strip).filter(origin -> !origin.isEmpty()).toList();
        origins.forEach(CorsSettings::check);
    }

    private static void check(String origin) {
        if (!origin.equals("*") && !origin.matches("https?://[^/?#@\\s*]+")) {
            throw new IllegalArgumentException(
                    "opportunities.cors.origins must be origins such as https://app.example.com, without a path; was " + origin);
        }
        if (!origin.equals("*")) {
            URI.create(origin);
        }
    }
}
