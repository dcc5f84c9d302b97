package io.opportunities.address;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An address with its parts, and the key that is equal for two spellings of one place.
 *
 * @param line the source text, without white space around it
 * @param street delivery line with unit, in the original spelling
 * @param city in the original spelling, or the place of the ZIP if absent
 * @param state two capital letters
 * @param zipcode {@code 12345} or {@code 12345-6789}
 * @param canonical key compared by equality; the folded line if nothing is recognised
 * @see <a href="https://pe.usps.com/text/pub28/welcome.htm">USPS Publication 28, Postal Addressing Standards</a>
 */
public record PostalAddress(String line, @Nullable String street, @Nullable String city, @Nullable String state,
        @Nullable String zipcode, String canonical) {

    static PostalAddress unread(String line, String canonical) {
        return new PostalAddress(line, null, null, null, null, canonical);
    }

    /** Returns the canonical form to find the same place by; empty if the line names only a ZIP or a town, or nothing. */
    public Optional<String> matchKey() {
        return Placeholders.namesPlace(this) ? Optional.of(canonical) : Optional.empty();
    }

}
