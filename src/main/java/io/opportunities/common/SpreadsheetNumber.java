package io.opportunities.common;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** An integer that a spreadsheet turned into a decimal, a float or groups: 6155550130.0, 6.15555013E9, 6,155,550,130. */
final class SpreadsheetNumber {

    /** Fewer significant digits show that the number was rounded, so that many others are written alike. */
    private static final int MIN_SIGNIFICANT = 8;
    private static final Pattern DECIMAL = Pattern.compile("[+-]?\\d{1,20}\\.0{1,20}");
    private static final Pattern GROUPED = Pattern.compile("\\d{1,3}(,\\d{3}){2,5}(\\.0{1,20})?");
    private static final Pattern FLOAT = Pattern.compile("\\d([.,]\\d{1,20})?[eE]\\+?\\d{1,2}");

    private SpreadsheetNumber() {}

    static boolean is(String text) {
        String number = Text.trim(text);
        return DECIMAL.matcher(number).matches() || GROUPED.matcher(number).matches() || FLOAT.matcher(number).matches();
    }

    /** Returns the digits of the integer, or nothing if it was rounded. */
    static Optional<String> integer(String text) {
        String trimmed = Text.trim(text);
        boolean grouped = GROUPED.matcher(trimmed).matches();
        BigDecimal number = new BigDecimal(trimmed.replace(",", grouped ? "" : ".")).abs();
        boolean exact = number.precision() >= MIN_SIGNIFICANT && number.stripTrailingZeros().scale() <= 0;
        return exact ? Optional.of(number.toBigInteger().toString()) : Optional.empty();
    }
}
