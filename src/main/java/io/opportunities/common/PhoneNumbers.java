package io.opportunities.common;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Compares phone numbers however they are written. */
@Component
public final class PhoneNumbers {

    private static final int FEWEST_DIGITS = 3;

    private final PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
    private final String region;

    PhoneNumbers(PhoneSettings settings) {
        this.region = settings.phoneRegion();
    }

    /**
     * The key a number is compared by: E.164, with {@code ;ext=} where there is an extension, if the number is possible (it need not be
     * valid: {@code +1-555-123-4567} is), else its digits.
     *
     * @return null where there are fewer than three digits: that is no phone number
     * @see <a href="https://www.itu.int/rec/T-REC-E.164">ITU-T E.164</a>
     */
    public @Nullable String key(String written) {
        String digits = digits(written);
        if (digits.length() < FEWEST_DIGITS) {
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

    /** Its digits, as ASCII has them. */
    public static String digits(String written) {
        StringBuilder digits = new StringBuilder();
        written.codePoints().filter(Character::isDigit).forEach(c -> digits.append(Character.digit(c, 10)));
        return digits.toString();
    }
}
