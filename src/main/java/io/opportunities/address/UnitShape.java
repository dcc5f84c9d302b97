package io.opportunities.address;

import java.util.List;
import java.util.Set;

/** Decides where the units of a delivery line begin and end. */
final class UnitShape {

    /** A word for one of these names nothing without an identifier, as the word for a trailer or a lot does. */
    private static final Set<String> CAN_BE_EMPTY = Set.of("#", "BLDG", "FL", "RM");

    private static final int MAX_DESIGNATORS = 4;

    private UnitShape() {}

    /** Returns the place of the first unit, or the end of the range if there is none. */
    static int first(List<String> words, int from, int end) {
        for (int at = from; at < end; at++) {
            boolean designated = Words.unit(words.get(at)) != null;
            if (Floors.startsAt(words, at) || designated && (isUnit(words, at) || Floors.isNamed(words, at) || isEmpty(words, at))) {
                return at;
            }
        }
        return end;
    }

    static boolean isUnit(List<String> words, int at) {
        Words.UnitWord unit = Words.unit(words.get(at));
        if (unit == null) {
            return false;
        }
        boolean identified = unit.hasIdentifier() && isIdentifier(words, identifierStart(words, at));
        return identified || unit.standalone() && endsUnit(words, at);
    }

    /** Returns whether the word means a unit that is not given: 12 Main St Apt; but not 12 Main St North Apt. */
    static boolean isEmpty(List<String> words, int at) {
        Words.UnitWord unit = Words.unit(words.get(at));
        if (unit == null || at < 1 || !CAN_BE_EMPTY.contains(unit.key()) || !endsUnit(words, at) || Floors.startsAt(words, at - 1)) {
            return false;
        }
        String before = words.get(at - 1);
        boolean direction = words.get(at).equals("NO");
        return Words.unit(before) != null || !direction
                && (unit.key().equals("#") ? Words.direction(before) == null : Words.isCommonSuffix(before));
    }

    /** Returns the position behind the word for the unit and a second one, as in Ste #300 and Unit Apt 4. */
    static int identifierStart(List<String> words, int unitAt) {
        Words.UnitWord unit = Words.unit(words.get(unitAt));
        int at = unitAt + 1;
        if (unit == null || !unit.hasIdentifier()) {
            return at;
        }
        int last = Math.min(words.size() - 1, unitAt + MAX_DESIGNATORS);
        while (at < last && Words.isUnit(words.get(at), "#")) {
            at++;
        }
        return at;
    }

    /** Returns the position behind the identifier, of which 4 B and B 204 have two words. */
    static int identifierEnd(List<String> words, int start) {
        if (Floors.startsAt(words, start) || !isIdentifier(words, start)) {
            return Math.min(start, words.size());
        }
        if (start + 1 == words.size()) {
            return start + 1;
        }
        String first = words.get(start);
        String second = words.get(start + 1);
        boolean pair = Words.isNumber(first) && Words.isLetter(second) || Words.isLetter(first) && Words.isNumber(second);
        return pair ? start + 2 : start + 1;
    }

    static boolean isIdentifier(List<String> words, int at) {
        if (at >= words.size()) {
            return false;
        }
        String word = words.get(at);
        if (isFurther(word)) {
            return true;
        }
        boolean last = at + 1 == words.size();
        return (last || word.length() < 4 && Words.direction(word) == null) && Words.suffix(word) == null
                && Words.unit(word) == null && !word.equals("&") && !Words.hasDigit(word);
    }

    /** Returns whether the word can be an identifier anywhere: the D of Unit C, D. */
    static boolean isFurther(String word) {
        return (Words.hasDigit(word) || Words.isLetter(word)) && !Routes.isRoute(word);
    }

    /** Returns whether the words from the place on can be an identifier without a word for a unit. */
    static boolean isBare(List<String> words, int at) {
        if (at >= words.size() || words.size() - at > 2 || !isFurther(words.get(at)) || Words.isOrdinal(words.get(at))) {
            return false;
        }
        return at + 1 == words.size() || Words.isLetter(words.get(at + 1)) || Words.isNumber(words.get(at + 1));
    }

    private static boolean endsUnit(List<String> words, int at) {
        return at + 1 == words.size() || Words.unit(words.get(at + 1)) != null;
    }

}
