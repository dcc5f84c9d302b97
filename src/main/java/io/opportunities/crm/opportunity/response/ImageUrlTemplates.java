package io.opportunities.crm.opportunity.response;

import io.opportunities.crm.opportunity.state.OpportunityLocation;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.web.util.UriUtils;

/**
 * URL templates for images of an address. The values replace <code>{lat}</code>, <code>{lon}</code> and <code>{address}</code>.
 *
 * @param imageUrlTemplate of a map or an aerial image; null for none
 * @param streetViewUrlTemplate of a street view; null for none
 */
@ConfigurationProperties("opportunities")
record ImageUrlTemplates(@Nullable String imageUrlTemplate, @Nullable String streetViewUrlTemplate) {

    /** A sample value that is invalid in a host name: a client must not choose the host of its images. */
    private static final String SAMPLE = "%20";

    ImageUrlTemplates {
        imageUrlTemplate = checked("opportunities.image-url-template", imageUrlTemplate);
        streetViewUrlTemplate = checked("opportunities.street-view-url-template", streetViewUrlTemplate);
    }

    @Nullable
    String image(String address, @Nullable OpportunityLocation location) {
        return imageUrlTemplate == null ? null : fill(imageUrlTemplate, values(address, location));
    }

    @Nullable
    String streetView(String address, @Nullable OpportunityLocation location) {
        return streetViewUrlTemplate == null ? null : fill(streetViewUrlTemplate, values(address, location));
    }

    private static Map<String, String> values(String address, @Nullable OpportunityLocation location) {
        Map<String, String> values = new HashMap<>();
        values.put("{address}", UriUtils.encode(address, StandardCharsets.UTF_8));
        if (location != null) {
            values.put("{lat}", location.latitudeText());
            values.put("{lon}", location.longitudeText());
        }
        return values;
    }

    /** Fills a template in one pass, so that no text of an address acts as a placeholder. Returns null if a placeholder has no value. */
    private static @Nullable String fill(String template, Map<String, String> values) {
        StringBuilder url = new StringBuilder();
        int from = 0;
        for (int open = template.indexOf('{'); open >= 0; open = template.indexOf('{', from)) {
            int end = template.indexOf('}', open) + 1;
            String value = end == 0 ? null : values.get(template.substring(open, end));
            if (value == null) {
                return null;
            }
            url.append(template, from, open).append(value);
            from = end;
        }
        return url.append(template, from, template.length()).toString();
    }

    private static @Nullable String checked(String property, @Nullable String template) {
        if (template == null || template.isBlank()) {
            return null;
        }
        String sample = fill(template.strip(), Map.of("{lat}", SAMPLE, "{lon}", SAMPLE, "{address}", SAMPLE));
        if (sample == null || !isWebAddress(sample)) {
            throw new IllegalArgumentException(
                    "%s must be an http or https URL with no placeholders but {lat}, {lon} and {address}; was %s".formatted(property,
                            template));
        }
        return template.strip();
    }

    private static boolean isWebAddress(String url) {
        try {
            URI uri = URI.create(url);
            return uri.getHost() != null && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()));
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
