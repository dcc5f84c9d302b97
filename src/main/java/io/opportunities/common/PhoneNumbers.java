package io.opportunities.common;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Normalises phone numbers for comparison, in any format. */
@Component
public final class PhoneNumbers {

    private static final int MIN_DIGITS = 3;

    private final PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
    private final String region;

    public PhoneNumbers(PhoneSettings settings) {
        this.region = settings.phoneRegion();
    }

    /**
     * Returns the key for comparison. For a possible number, valid or not (such as {@code +1-555-123-4567}), it is E.164, with {@code
     * ;ext=} for an extension. For any other it is the digits.
     *
     * @return null for fewer than three digits, which are no phone number
     * @see <a href="https://www.itu.int/rec/T-REC-E.164">ITU-T E.164</a>
     */
    public @Nullable String key(String written) {
        String digits = digits(written);
        if (digits.length() < MIN_DIGITS) {
            return null;
        }
        try {
            PhoneNumber number = numbers.parse(written, region);
            if (numbers.isPossibleNumberWithReason(number) != ValidationResult.IS_POSSIBLE) {
                return digits;
            }
            String extension = number.hasExtension() ? ";ext=" + number.getExtension() : "";
            return numbers.format(number, PhoneNumberFormat.E164) + extension;
        } catch (NumberParseException notParsed) {
            return digits;
        }
    }

    /** Returns its digits in ASCII. */
    public static String digits(String written) {
        StringBuilder digits = new StringBuilder();
        written.codePoints().filter(Character::isDigit).forEach(c -> digits.append(Character.digit(c, 10)));
        return digits.toString();
    }
}
