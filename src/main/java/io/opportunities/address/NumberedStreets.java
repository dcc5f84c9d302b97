package io.opportunities.address;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the number of a street as the ordinal it is spoken as: 22 ND Ave and 22 Ave are 22nd Ave. */
final class NumberedStreets {

    private NumberedStreets() {}

    /**
     * Joins detached ordinals, and makes ordinals of bare numbers.
     *
     * @param state determines whether roads have ordinals: 78 Road in Queens, but not 24 Road in Colorado
     */
    static void fold(List<String> words, @Nullable String state) {
        int start = nameStart(words);
        for (int at = 0; at + 1 < words.size(); at++) {
            if (Words.isNumber(words.get(at))) {
                foldAt(words, at, at == start || at > 1 && isCrossing(words, at), state);
            } else if (Words.isOrdinal(words.get(at)) && words.get(at).charAt(0) == '0') {
                words.set(at, HouseNumber.withoutZeros(words.get(at)));
            }
        }
    }

    private static void foldAt(List<String> words, int at, boolean named, @Nullable String state) {
        String ordinal = ordinal(words.get(at));
        if (isDetached(words, at, ordinal, named)) {
            words.set(at, ordinal);
            words.remove(at + 1);
        } else if ((named || at == 0 && isCrossed(words)) && isStreet(words, at, state)) {
            words.set(at, ordinal);
        }
    }

    /** Returns whether the ending of the ordinal follows: not the ST of 1 St Johns Ave, nor the RD of 24 Rd. */
    private static boolean isDetached(List<String> words, int at, String ordinal, boolean named) {
        String ending = words.get(at + 1);
        if (ending.length() != 2 || !ordinal.endsWith(ending) || !Words.isOrdinalEnding(ending.charAt(0), ending.charAt(1))) {
            return false;
        }
        String next = at + 2 < words.size() ? words.get(at + 2) : "";
        boolean street = Words.isCommonSuffix(next) && isEnd(words, at + 3);
        return switch (ending) {
            case "TH" -> named || street || Words.isUnit(next, "FL") || CrossStreets.isJoint(next);
            case "ND" -> named || street || Words.isUnit(next, "FL");
            default -> named && street && at > 0 || Words.isUnit(next, "FL");
        };
    }

    private static boolean isStreet(List<String> words, int at, @Nullable String state) {
        String suffix = words.get(at + 1);
        boolean numbered = Words.isNumberedSuffix(suffix) || "NY".equals(state) && "RD".equals(Words.suffix(suffix));
        boolean doubled = "AVE".equals(Words.suffix(suffix)) || "ST".equals(Words.suffix(suffix)); // 84 Avenue Rd
        return numbered && (isEnd(words, at + 2) || doubled && Words.isCommonSuffix(words.get(at + 2)) && isEnd(words, at + 3));
    }

    /** Returns whether no other word of the name follows, as in 7 Circle Dr. */
    static boolean isEnd(List<String> words, int at) {
        if (at >= words.size()) {
            return true;
        }
        String word = words.get(at);
        return Words.direction(word) != null || Words.unit(word) != null || Words.hasDigit(word) || Words.isLetter(word)
                || Words.level(word) != null || Blanks.isBlank(word) || CrossStreets.isJoint(word) || CrossStreets.startsAt(words, at);
    }

    /** Returns whether the line begins with a number and its suffix, and then a crossing: 42 St & 8 Ave. */
    private static boolean isCrossed(List<String> words) {
        return words.size() > 3 && CrossStreets.isJoint(words.get(2));
    }

    private static boolean isCrossing(List<String> words, int at) {
        int before = at - 1;
        while (before > 0 && Words.direction(words.get(before)) != null) {
            before--;
        }
        return CrossStreets.isJoint(words.get(before)) || words.get(before).equals("AT");
    }

    private static int nameStart(List<String> words) {
        boolean numbered = HouseNumber.startsWithOne(words);
        int at = numbered ? 1 : 0;
        while (at < words.size() && (Words.direction(words.get(at)) != null
                || numbered && (words.get(at).indexOf('/') > 0 || Words.isLetter(words.get(at))))) {
            at++;
        }
        return at;
    }

    private static String ordinal(String figures) {
        String number = HouseNumber.withoutZeros(figures);
        char last = number.charAt(number.length() - 1);
        boolean teen = number.length() > 1 && number.charAt(number.length() - 2) == '1';
        return number + (teen ? "TH" : switch (last) {
            case '1' -> "ST";
            case '2' -> "ND";
            case '3' -> "RD";
            default -> "TH";
        });
    }

}
