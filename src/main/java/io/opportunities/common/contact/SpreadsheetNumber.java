package io.opportunities.common.contact;

import io.opportunities.common.Text;
import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An integer that a spreadsheet turned into a decimal, a float or groups: 6155550130.0, 6.15555013E9, 6,155,550,130. */
final class SpreadsheetNumber {

    /** Fewer significant digits show that the number was rounded, so that many others are written alike. */
    private static final int MIN_SIGNIFICANT = 8;
    private static final Pattern DECIMAL = Pattern.compile("[+-]?\\d{1,20}(\\.0{1,20}|,0{1,2})");
    private static final Pattern GROUPED = Pattern.compile("\\d{1,3}(,\\d{3}){2,5}(\\.0{1,20})?");
    /** Also within a text, but not as the last group of a phone number with a letter behind it. */
    private static final Pattern FLOAT = Pattern
            .compile(
                    "(?<![\\p{L}\\p{Nd}.,)-])(?<![\\p{Nd})]\\s)[+-]?\\d{1,20}([.,]\\d{1,20})?\\s?[eE]\\s?[+-]?\\d{1,2}(?![\\p{L}\\p{Nd}])");

    private SpreadsheetNumber() {}

    /** Returns a text with such a number undone, or null if the number was rounded. */
    static @Nullable String undone(String text) {
        String number = Text.trim(text);
        if (DECIMAL.matcher(number).matches()) {
            return integer(number.replace(',', '.'));
        }
        if (GROUPED.matcher(number).matches()) {
            return integer(number.replace(",", ""));
        }
        Matcher found = FLOAT.matcher(text);
        if (!found.find()) {
            return text;
        }
        String integer = integer(found.group().replace(',', '.').replaceAll("\\s", ""));
        return integer == null ? null : text.substring(0, found.start()) + integer + text.substring(found.end());
    }

    private static @Nullable String integer(String number) {
        BigDecimal value = new BigDecimal(number).abs();
        boolean exact = value.precision() >= MIN_SIGNIFICANT && value.stripTrailingZeros().scale() <= 0;
        return exact ? value.toBigInteger().toString() : null;
    }
}
