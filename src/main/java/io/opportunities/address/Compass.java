package io.opportunities.address;

import java.util.List;

/** Tells the direction No. from the unit No. 5. */
final class Compass {

    private Compass() {}

    /** Replaces NO by N before and behind a street name. */
    static void read(List<String> words) {
        int start = HouseNumber.startsWithOne(words) ? 1 : 0;
        for (int at = start; at < words.size(); at++) {
            if (words.get(at).equals("NO") && (at == start ? isBeforeName(words, at) : isBehindName(words, at))) {
                words.set(at, "N");
            }
        }
    }

    private static boolean isBeforeName(List<String> words, int at) {
        if (at + 1 >= words.size()) {
            return false;
        }
        String next = words.get(at + 1);
        boolean named = !Words.hasDigit(next) || Words.isOrdinal(next);
        if (named && Words.isCommonSuffix(next) && NumberedStreets.isEnd(words, at + 2)) {
            return false; // No St is no N St
        }
        return named ? Words.unit(next) == null : at + 2 < words.size() && isMarked(words.get(at + 2)); // No. 500 W
    }

    private static boolean isMarked(String word) {
        return Words.suffix(word) != null || Words.direction(word) != null;
    }

    private static boolean isBehindName(List<String> words, int at) {
        String before = words.get(at - 1);
        boolean street = Words.isCommonSuffix(before) || Words.hasDigit(before);
        return street && (at + 1 == words.size() || Words.unit(words.get(at + 1)) != null && !words.get(at + 1).equals("#"));
    }

}
