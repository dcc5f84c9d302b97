package io.opportunities.address;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Normalises a delivery line: number, directions, name, suffix and, apart from these, the units. */
final class DeliveryLine {

    private static final PhraseTable<String> PHRASES = new PhraseTable<>();

    static {
        Tables.rows("numbers.tsv").forEach(row -> PHRASES.put(row[0], row[1]));
        Tables.rows("phrases.tsv").forEach(row -> PHRASES.put(row[0], row[1]));
    }

    private DeliveryLine() {}

    static boolean startsWithRoute(List<String> words) {
        return Routes.startsWith(words);
    }

    /**
     * Returns the key of the line, a bar, and the key of its units.
     *
     * @param state determines the state of a route such as NC 55
     */
    static String canonical(List<String> sent, @Nullable String state) {
        List<String> words = replacePhrases(Units.split(sent));
        Units units = Units.extractLeading(words);
        Routes.join(words, state);
        int crossing = words.indexOf("&");
        boolean numbered = HouseNumber.startsWithOne(words);
        if (!numbered && crossing > 0 && crossing < words.size() - 1) {
            return intersection(words, crossing) + "|" + units.key();
        }
        String number = HouseNumber.extract(words);
        units.extractTrailing(words);
        if (!number.isEmpty()) {
            units.extractBare(words);
        }
        return join(number, StreetName.canonical(words)) + "|" + units.key();
    }

    /** Returns the two streets in alphabetical order, because neither has precedence. */
    private static String intersection(List<String> words, int crossing) {
        String one = StreetName.canonical(new ArrayList<>(words.subList(0, crossing)));
        String other = StreetName.canonical(new ArrayList<>(words.subList(crossing + 1, words.size())));
        return one.compareTo(other) < 0 ? one + " & " + other : other + " & " + one;
    }

    private static List<String> replacePhrases(List<String> sent) {
        List<String> words = new ArrayList<>(sent.size());
        for (int at = 0; at < sent.size();) {
            PhraseTable.Match<String> match = PHRASES.startingAt(sent, at);
            words.add(match == null ? sent.get(at) : match.value());
            at += match == null ? 1 : match.length();
        }
        return words;
    }

    private static String join(String number, String name) {
        return number.isEmpty() || name.isEmpty() ? number + name : number + " " + name;
    }

}
