package io.opportunities.common.contact;

import io.opportunities.common.Text;
import io.opportunities.common.Sha256;
import com.ibm.icu.text.IDNA;
import com.ibm.icu.util.ICUInputTooLongException;
import jakarta.validation.Validator;
import jakarta.validation.constraints.Email;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * An e-mail address as written, and its key for comparison: trimmed, composed, without case, the domain in ASCII. Tags and dots count: two
 * spellings that some providers deliver to one mailbox are two addresses.
 *
 * @see <a href="https://www.unicode.org/reports/tr46/">UTS 46, domain names to ASCII</a>
 */
public final class EmailAddress {

    /** In characters. */
    private static final int MAX_LENGTH = 254;
    private static final int MAX_CONVERTED_LENGTH = 1_000;
    /** Maximum length; a digest replaces a longer key. A PostgreSQL index entry has at most 2704 bytes. */
    private static final int MAX_KEY_LENGTH = 300;

    private static final IDNA DOMAINS = IDNA.getUTS46Instance(IDNA.NONTRANSITIONAL_TO_ASCII);

    private EmailAddress() {}

    /** A holder for a constrained text. */
    private record Candidate(@Email String text) {}

    /** Returns the address of {@code Name <address>}, or the text itself. */
    public static String withoutName(String text) {
        int start = text.lastIndexOf('<');
        String address = start >= 0 && text.endsWith(">") ? Text.trim(text.substring(start + 1, text.length() - 1)) : "";
        return address.isEmpty() ? text : address;
    }

    public static boolean isValid(String address, Validator validator) {
        return !Text.isBlank(address) && isConvertible(address) && validator.validateValue(Candidate.class, "text", address).isEmpty();
    }

    /** Returns whether Java can convert its domain. The conversion throws for a longer label, as written or folded. */
    public static boolean isConvertible(String text) {
        return text.length() <= MAX_CONVERTED_LENGTH && Text.fold(text).length() <= MAX_CONVERTED_LENGTH;
    }

    /** @return the key of a text that was not validated; empty if no user can have it as e-mail */
    public static Optional<String> possibleUserKey(String text) {
        return Text.length(text) > MAX_LENGTH || !Text.isStorable(text) ? Optional.empty() : Optional.of(userKey(text));
    }

    /** Returns the key of a user's e-mail, by which the user logs in. It also unites letters of one meaning, such as ² and 2. */
    public static String userKey(String address) {
        return key(address, Text::fold);
    }

    /**
     * Returns the key of any text. A text without a convertible domain is compared as a whole.
     *
     * @return at most 300 characters
     */
    public static String key(String address) {
        return key(address, Text::caseless);
    }

    private static String key(String address, UnaryOperator<String> fold) {
        int at = address.lastIndexOf('@');
        String key = ascii(at < 0 ? "" : Text.trim(address.substring(at + 1)))
                .map(domain -> fold.apply(address.substring(0, at)) + "@" + domain).orElseGet(() -> fold.apply(address));
        return key.length() <= MAX_KEY_LENGTH ? key : "sha256:" + HexFormat.of().formatHex(Sha256.of(key));
    }

    /** Converts a domain to ASCII. A short domain can also be too long for ICU: one character may expand to 18. */
    private static Optional<String> ascii(String domain) {
        if (domain.isEmpty() || Text.length(domain) > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            IDNA.Info info = new IDNA.Info();
            StringBuilder ascii = DOMAINS.nameToASCII(domain, new StringBuilder(), info);
            return info.hasErrors() ? Optional.empty() : Optional.of(ascii.toString());
        } catch (ICUInputTooLongException tooLong) {
            return Optional.empty();
        }
    }
}
