package io.opportunities.address;

import java.util.List;

/** Finds what tells where a delivery line lies and is no part of it: 44 Oak St at 6th St. */
final class CrossStreets {

    private static final int MAX_WORDS = 8;

    private static final PhraseTable<Boolean> WORDS = new PhraseTable<>();

    static {
        Tables.rows("cross-streets.tsv").forEach(row -> WORDS.put(row[0], row.length > 1));
    }

    private CrossStreets() {}

    static boolean startsAt(List<String> words, int at) {
        return WORDS.startingAt(words, at) != null;
    }

    /** Removes the cross street from a line with a house number, but not the unit behind it. */
    static void remove(List<String> words) {
        int start = start(words);
        if (start < words.size()) {
            words.subList(start, UnitShape.first(words, start + 1, words.size())).clear();
        }
    }

    /** Returns the first word of the cross street, or the end if there is none. */
    static int start(List<String> words) {
        if (!HouseNumber.startsWithOne(words)) {
            return words.size();
        }
        for (int at = 2; at + 1 < words.size(); at++) {
            boolean joined = isJoint(words.get(at)) && followsSuffix(words, at) && isStreet(words, at + 1);
            PhraseTable.Match<Boolean> match = WORDS.startingAt(words, at);
            if (joined || match != null && (match.value() && !isSuffixAt(words, at + match.length()) || followsName(words, at))) {
                return at;
            }
        }
        return words.size();
    }

    private static boolean isSuffixAt(List<String> words, int at) {
        return at == words.size() || Words.isCommonSuffix(words.get(at)); // 12 Old Near Rd
    }

    /** Returns whether the word comes between two streets. */
    static boolean isJoint(String word) {
        return switch (word) {
            case "&", "AND", "X", "@", "OFF", "COR", "CORNER" -> true;
            default -> false;
        };
    }

    /** Returns whether the words before are a whole delivery line: not those of 100 Villas at Cypress Dr. */
    private static boolean followsName(List<String> words, int at) {
        String last = words.get(at - 1);
        boolean numbered = at > 2 && (Words.hasDigit(last) || Words.direction(last) != null && Words.hasDigit(words.get(at - 2)));
        boolean unit = UnitShape.first(words.subList(0, at), at - 1, at) < at || Floors.startsAt(words.subList(0, at), at - 2);
        boolean named = unit || Words.isOrdinal(last) || Routes.isRoute(last) || last.equals("BROADWAY");
        return numbered || named || followsSuffix(words, at) || Blanks.isBlankAt(words, at - 1);
    }

    private static boolean followsSuffix(List<String> words, int at) {
        int suffix = Words.direction(words.get(at - 1)) == null ? at - 1 : at - 2;
        return suffix > 1 && Words.isCommonSuffix(words.get(suffix));
    }

    /** Returns whether the words are a street without a house number, so that 10 Oak St & 12 Elm St stays two. */
    private static boolean isStreet(List<String> words, int from) {
        int end = UnitShape.first(words, from + 1, Math.min(words.size(), from + MAX_WORDS));
        String first = words.get(from);
        boolean numbered = Words.startsWithDigit(first) && !Words.isOrdinal(first) && end - from != 2;
        String last = words.get(end - 1);
        return !numbered && (Words.isOrdinal(last) || end - from > 1
                && (Words.isCommonSuffix(last) || Words.direction(last) != null));
    }

}
