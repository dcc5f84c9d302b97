package io.opportunities.common;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.Normalizer2;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.jspecify.annotations.Nullable;

/** What the service does to any text that comes in: trim, fold for comparison, cut short for a message. */
public final class Text {

    private static final Normalizer2 FOLD = Normalizer2.getNFKCCasefoldInstance();
    private static final int QUOTED = 60;
    private static final int LONGEST_NAME = 64;

    private Text() {}

    /** Without the white space (as Unicode defines it) at both ends. */
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
     * The form in which two texts are compared: NFKC with case folded, each run of white space one space, none at the ends.
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

    /** Whether PostgreSQL can keep it as UTF-8: no NUL, no half of a surrogate pair. */
    public static boolean isStorable(String text) {
        return text.codePoints().noneMatch(c -> c == 0 || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    public static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /** Of some names the one that is written most like another, which is cut to what a name may be; empty where there are none. */
    public static Optional<String> nearest(String name, Collection<String> known) {
        String shortened = name.substring(0, Math.min(name.length(), LONGEST_NAME));
        return known.stream().min(Comparator.comparingInt(other -> LevenshteinDistance.getDefaultInstance().apply(shortened, other)));
    }

    /** What came, for a message: in quotes, cut short, nothing in it that could forge a line or break the encoding. */
    public static String quote(String text) {
        return "\"" + printable(text, QUOTED) + "\"";
    }

    static String printable(String text, int most) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().limit(most).forEach(c -> {
            if (Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE || Character.getType(c) == Character.FORMAT
                    || Character.getType(c) == Character.LINE_SEPARATOR || Character.getType(c) == Character.PARAGRAPH_SEPARATOR) {
                shown.append("\\u%04x".formatted(c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return length(text) > most ? shown.append('…').toString() : shown.toString();
    }
}
