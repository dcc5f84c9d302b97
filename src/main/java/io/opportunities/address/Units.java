package io.opportunities.address;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** The apartments, suites and buildings of a delivery line, in a form independent of order and spelling. */
final class Units {

    /** A word for one of these without an identifier names nothing, as a trailer or a lot does. */
    private static final Set<String> CAN_BE_EMPTY = Set.of("#", "BLDG", "FL", "RM");

    private static final int MAX_DESIGNATORS = 4;

    private final List<String> keys = new ArrayList<>();

    private Units() {}

    /** Removes a unit before the house number: Apt 4, 123 Main St. */
    static Units extractLeading(List<String> words) {
        Units units = new Units();
        while (words.size() > 3 && isUnit(words, 0)) {
            int end = identifierStart(words, 0) + 1;
            if (end >= words.size() - 1 || !Words.startsWithDigit(words.get(end)) && !isUnit(words, end)) {
                return units;
            }
            units.add(words, 0, end);
            words.subList(0, end).clear();
        }
        return units;
    }

    /** Removes the units behind the street name; never its first word, as in Key Blvd and Building Safety Way. */
    void extractTrailing(List<String> words) {
        int at = first(words, StreetName.leadingDirections(words) + 1, words.size());
        if (at < words.size()) {
            extractFrom(words, at);
            words.subList(at, words.size()).clear();
        }
    }

    /** Returns the place of the first unit, or the end of the range if there is none. */
    static int first(List<String> words, int from, int end) {
        for (int at = from; at < end; at++) {
            boolean unit = Words.unit(words.get(at)) != null;
            if (unit ? isUnit(words, at) || isFloor(words, at) || isEmpty(words, at) : Floors.startsAt(words, at)) {
                return at;
            }
        }
        return end;
    }

    /** Returns whether the word stands for a unit that is not given: the last one of 12 Main St Apt, but not of 12 Main St North Apt. */
    static boolean isEmpty(List<String> words, int at) {
        Words.UnitWord unit = Words.unit(words.get(at));
        if (unit == null || at < 1 || !CAN_BE_EMPTY.contains(unit.key())) {
            return false;
        }
        boolean last = at + 1 == words.size() || Words.unit(words.get(at + 1)) != null;
        return last && !Floors.startsAt(words, at - 1) && canBeEmptyBehind(words.get(at), unit, words.get(at - 1));
    }

    private static boolean canBeEmptyBehind(String word, Words.UnitWord unit, String before) {
        if (word.equals("NO")) {
            return Words.unit(before) != null;
        }
        return unit.key().equals("#") ? Words.direction(before) == null
                : Words.isCommonSuffix(before) || Words.unit(before) != null;
    }

    /** Removes a number or letter behind the suffix, or a number behind a highway, without a unit word: 1105 Walnut St 300. */
    void extractBare(List<String> words) {
        int first = StreetName.leadingDirections(words);
        int suffix = words.size() - 1;
        while (suffix > first && Words.suffix(words.get(suffix)) == null && !Routes.isRoute(words.get(suffix))) {
            suffix--;
        }
        int at = suffix + 1;
        while (at < words.size() && Words.direction(words.get(at)) != null) {
            at++;
        }
        if (!keys.isEmpty() || at >= words.size() || !isBare(words, at)) {
            return;
        }
        boolean route = suffix >= 0 && Routes.isRoute(words.get(suffix));
        if (route ? Words.hasDigit(words.get(at)) : suffix > first) {
            keys.add("# " + String.join("", words.subList(at, words.size())));
            words.subList(at, words.size()).clear();
        }
    }

    String key() {
        Collections.sort(keys);
        return String.join(" ", keys);
    }

    private void extractFrom(List<String> words, int from) {
        String kind = "#";
        for (int at = from; at < words.size();) {
            int end = at + 1;
            if (isFloor(words, at)) {
                end = at + 2;
                keys.add(Floors.key(words.get(Floors.namedAt(words, at) ? at + 1 : at)));
            } else if (isUnit(words, at)) {
                int identifier = identifierStart(words, at);
                end = Floors.startsAt(words, identifier) ? identifier : identifierEnd(words, identifier);
                kind = add(words, at, end);
            } else if (isFurther(words.get(at)) && (kind.equals("#") || words.get(at - 1).equals("&"))) {
                addFurther(kind, words.get(at));
            } else if (!words.get(at).equals("&") && !isEmpty(words, at)) {
                keys.add(words.get(at));
            }
            at = end;
        }
    }

    /** Adds the D of Unit C, D; but the 5 of Bldg 4 5 is no building. */
    private void addFurther(String kind, String identifier) {
        keys.add(kind.equals("FL") ? Floors.key(identifier) : kind + " " + identifier);
    }

    private static boolean isFloor(List<String> words, int at) {
        return Floors.startsAt(words, at) || Floors.namedAt(words, at);
    }

    private static boolean isFurther(String word) {
        return (Words.hasDigit(word) || Words.isLetter(word)) && word.indexOf(' ') < 0;
    }

    /** Adds the key of a unit without its identifier only if the unit needs none, and returns the kind of unit. */
    private String add(List<String> words, int at, int end) {
        Words.UnitWord unit = Words.unit(words.get(at));
        String kind = unit == null ? "" : unit.key();
        String identifier = String.join("", words.subList(Math.min(end, identifierStart(words, at)), end));
        if (kind.equals("FL")) {
            keys.add(Floors.key(identifier));
        } else if (!identifier.isEmpty() || unit != null && unit.standalone()) {
            keys.add(identifier.isEmpty() ? kind : kind + " " + identifier);
        }
        return kind;
    }

    private static boolean isUnit(List<String> words, int at) {
        Words.UnitWord unit = Words.unit(words.get(at));
        if (unit == null) {
            return false;
        }
        boolean identified = unit.hasIdentifier() && isIdentifier(words, identifierStart(words, at));
        boolean last = at + 1 == words.size() || Words.unit(words.get(at + 1)) != null;
        return identified || unit.standalone() && last;
    }

    /** Returns the position behind the word for the unit and a second one, as in Ste #300 and Unit Apt 4. */
    private static int identifierStart(List<String> words, int unitAt) {
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
    private static int identifierEnd(List<String> words, int start) {
        if (start >= words.size() || !isIdentifier(words, start)) {
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
        if (Words.hasDigit(word) || Words.isLetter(word)) {
            return word.indexOf(' ') < 0;
        }
        boolean last = at + 1 == words.size();
        return (last || word.length() < 4 && Words.direction(word) == null) && Words.suffix(word) == null
                && Words.unit(word) == null && !word.equals("&");
    }

    private static boolean isBare(List<String> words, int at) {
        String word = words.get(at);
        boolean few = words.size() - at < 3 && word.indexOf(' ') < 0;
        boolean second = at + 1 == words.size() || Words.isLetter(words.get(at + 1)) || Words.isNumber(words.get(at + 1));
        return few && second && (Words.hasDigit(word) && !Words.isOrdinal(word) || Words.isLetter(word));
    }

}
