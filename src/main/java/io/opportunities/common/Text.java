package io.opportunities.common;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.Normalizer2;
import java.util.Collection;
import java.util.Iterator;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.jspecify.annotations.Nullable;

/** Common operations on any received text: trim, fold for comparison, truncate for a message. */
public final class Text {

    private static final Normalizer2 FOLD = Normalizer2.getNFKCCasefoldInstance();
    private static final Normalizer2 COMPOSE = Normalizer2.getNFCInstance();
    private static final int QUOTED = 60;
    private static final int MAX_NAME_LENGTH = 64;
    private static final int MAX_COMPARED = 500;

    private Text() {}

    /** Returns the text without the white space (as Unicode defines it) at both ends. */
    public static String trim(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && UCharacter.isUWhiteSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && UCharacter.isUWhiteSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    public static boolean isBlank(@Nullable String text) {
        return text == null || trim(text).isEmpty();
    }

    /**
     * Returns the form for comparison: NFKC with case folded, each run of white space one space, none at the ends.
     *
     * @see <a href="https://www.unicode.org/reports/tr44/#NFKC_Casefold">Unicode, NFKC_Casefold</a>
     */
    public static String fold(String text) {
        String folded = FOLD.normalize(text);
        StringBuilder words = new StringBuilder(folded.length());
        for (int i = 0; i < folded.length(); i++) {
            char c = folded.charAt(i);
            if (!UCharacter.isUWhiteSpace(c)) {
                words.append(c);
            } else if (!words.isEmpty() && words.charAt(words.length() - 1) != ' ') {
                words.append(' ');
            }
        }
        return trim(words.toString());
    }

    /** Returns the text in NFC, in which the same letters are the same code points. */
    public static String composed(String text) {
        return COMPOSE.normalize(text);
    }

    /**
     * Returns the text in NFC, trimmed, without invisible characters, with each letter in lower case. It keeps apart what {@link #fold}
     * unites, such as ² and 2.
     */
    public static String caseless(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        composed(trim(text)).codePoints().filter(c -> c < 128 || !UCharacter.hasBinaryProperty(c, UProperty.DEFAULT_IGNORABLE_CODE_POINT))
                .forEach(c -> folded.appendCodePoint(UCharacter.foldCase(c, true)));
        return composed(folded.toString());
    }

    /** Returns whether PostgreSQL can store it as UTF-8: no NUL, no half of a surrogate pair. */
    public static boolean isStorable(String text) {
        return text.codePoints().noneMatch(c -> c == 0 || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    public static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /**
     * Returns the name that is spelled most like another; empty if there are none. It compares the first characters of at most 500 names.
     */
    public static Optional<String> nearest(String name, Collection<String> known) {
        String wanted = beginning(name);
        String nearest = null;
        int least = MAX_NAME_LENGTH + 1;
        Iterator<String> others = known.stream().limit(MAX_COMPARED).iterator();
        while (others.hasNext() && least > 0) {
            String other = others.next();
            // stops as soon as the distance is no shorter than the best so far
            int distance = new LevenshteinDistance(least - 1).apply(wanted, beginning(other));
            if (distance >= 0) {
                nearest = other;
                least = distance;
            }
        }
        return Optional.ofNullable(nearest);
    }

    private static String beginning(String name) {
        return name.substring(0, Math.min(name.length(), MAX_NAME_LENGTH));
    }

    /** Returns the text for a message: in quotes, truncated, without characters that could forge a line or break the encoding. */
    public static String quote(String text) {
        return "\"" + printable(text, QUOTED) + "\"";
    }

    public static String printable(String text, int max) {
        StringBuilder printable = new StringBuilder();
        text.codePoints().limit(max).forEach(c -> {
            if (Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE || Character.getType(c) == Character.FORMAT
                    || Character.getType(c) == Character.LINE_SEPARATOR || Character.getType(c) == Character.PARAGRAPH_SEPARATOR) {
                printable.append("\\u%04x".formatted(c));
            } else {
                printable.appendCodePoint(c);
            }
        });
        return length(text) > max ? printable.append('…').toString() : printable.toString();
    }
}
