package io.opportunities.common;

import com.ibm.icu.text.IDNA;
import jakarta.validation.Validator;
import jakarta.validation.constraints.Email;

/**
 * An e-mail address as it was written, and the key it is compared by: trimmed, case-folded, the domain in ASCII. Tags and dots count: two
 * spellings that some providers deliver to one box are two addresses.
 *
 * @see <a href="https://www.unicode.org/reports/tr46/">UTS 46, domain names to ASCII</a>
 */
public final class EmailAddress {

    private static final IDNA DOMAINS = IDNA.getUTS46Instance(IDNA.NONTRANSITIONAL_TO_ASCII);

    private EmailAddress() {}

    /** A text where a constraint can stand. */
    private record Candidate(@Email String text) {}

    public static boolean isValid(String address, Validator validator) {
        return !Text.isBlank(address) && validator.validateValue(Candidate.class, "text", address).isEmpty();
    }

    /** @param address one that passed validation; a text without a domain is compared as folded text */
    public static String key(String address) {
        int at = address.lastIndexOf('@');
        IDNA.Info info = new IDNA.Info();
        StringBuilder domain = DOMAINS.nameToASCII(Text.trim(address.substring(at + 1)), new StringBuilder(), info);
        return info.hasErrors() || at < 0 ? Text.fold(address) : Text.fold(address.substring(0, at)) + "@" + domain;
    }
}
