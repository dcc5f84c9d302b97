package io.opportunities.common.contact;

import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The e-mail addresses that name no one: the bundled ones, and those of the operator.
 *
 * @param placeholderEmails of the operator
 */
@ConfigurationProperties("opportunities")
public record PlaceholderEmails(@DefaultValue Set<String> placeholderEmails) {

    private static final Set<String> BUNDLED = BundledList.of("emails");

    public PlaceholderEmails {
        placeholderEmails = placeholderEmails.stream().map(EmailAddress::key).collect(Collectors.toUnmodifiableSet());
    }

    /** Returns a number that differs for other lists. */
    int fingerprint() {
        return 31 * BUNDLED.hashCode() + placeholderEmails.hashCode();
    }

    /** @param key of the address */
    public boolean contains(String key) {
        return BUNDLED.contains(key) || placeholderEmails.contains(key);
    }
}
