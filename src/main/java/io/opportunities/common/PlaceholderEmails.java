package io.opportunities.common;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The e-mail addresses that name nobody: the bundled ones, and those of the operator.
 *
 * @param placeholderEmails of the operator
 */
@ConfigurationProperties("opportunities")
public record PlaceholderEmails(@DefaultValue List<String> placeholderEmails) {

    private static final Set<String> BUNDLED = Placeholders.of("emails");

    public PlaceholderEmails {
        placeholderEmails = List.copyOf(new TreeSet<>(placeholderEmails.stream().map(EmailAddress::key).toList()));
    }

    /** Returns a number that differs for other lists. */
    int fingerprint() {
        return 31 * new TreeSet<>(BUNDLED).hashCode() + placeholderEmails.hashCode();
    }

    /** @param key of the address */
    public boolean contains(String key) {
        return BUNDLED.contains(key) || placeholderEmails.contains(key);
    }
}
