package io.opportunities.address;

import org.jspecify.annotations.Nullable;

/**
 * A one-line address and what is understood of it; a part is null where it is unknown.
 *
 * @param line as sent, trimmed
 * @param street delivery line with its unit
 * @param state two letters
 * @param zipcode {@code 12345} or {@code 12345-6789}
 * @param canonical the form two addresses are compared by
 */
public record PostalAddress(String line, @Nullable String street, @Nullable String city, @Nullable String state, @Nullable String zipcode,
        String canonical) {}
