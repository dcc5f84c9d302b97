package io.opportunities.address;

import org.jspecify.annotations.Nullable;

/**
 * An address as sent, its parts, and the key by which two spellings of one place are found equal.
 *
 * @param line what was sent, without white space around it
 * @param street delivery line with unit, in the spelling that was sent
 * @param city as sent, or the place of the ZIP where none was sent
 * @param state two capital letters
 * @param zipcode {@code 12345} or {@code 12345-6789}
 * @param canonical key compared by equality; the folded line where nothing could be read
 * @see <a href="https://pe.usps.com/text/pub28/welcome.htm">USPS Publication 28, Postal Addressing Standards</a>
 */
public record PostalAddress(String line, @Nullable String street, @Nullable String city, @Nullable String state,
        @Nullable String zipcode, String canonical) {

    static PostalAddress unread(String line, String canonical) {
        return new PostalAddress(line, null, null, null, null, canonical);
    }

}
