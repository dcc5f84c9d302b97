package io.opportunities.address;

import java.util.List;
import java.util.Set;

/** Removes the words that a form sends for a part it has not: Apt N/A, null. */
final class Blanks {

    private static final Set<String> WORDS = Set.of("NULL", "UNDEFINED", "NONE", "NA", "NIL", "NAN");

    private Blanks() {}

    static boolean isBlank(String word) {
        return WORDS.contains(word);
    }

    static void remove(List<String> words) {
        for (int at = words.size() - 1; at > 1; at--) {
            if (isBlankAt(words, at)) {
                words.remove(at);
            }
        }
    }

    /** Returns whether the word means nothing, behind a street name: not the Na of 12 Na Pali Dr, nor that of 12 Camino Na. */
    static boolean isBlankAt(List<String> words, int at) {
        if (at < 2 || !isBlank(words.get(at))) {
            return false;
        }
        String next = at + 1 < words.size() ? words.get(at + 1) : "";
        boolean last = next.isEmpty() || isBlank(next) || Words.unit(next) != null || Words.hasDigit(next)
                || CrossStreets.startsAt(words, at + 1);
        return last && (behindStreet(words, at) || words.get(at).equals("NULL") || words.get(at).equals("UNDEFINED"));
    }

    private static boolean behindStreet(List<String> words, int at) {
        String before = words.get(at - 1);
        return Words.unit(before) != null || isBlank(before) || Words.hasDigit(before) || at > 2
                && (Words.isCommonSuffix(before) || Words.direction(before) != null);
    }

}
