package io.opportunities.address;

import java.util.List;
import java.util.Set;

/** Decides whether words can be a delivery line, to separate the street from the city. */
final class DeliveryShape {

    /** What follows the number of a route: US 31 Business. */
    private static final Set<String> ROUTE_KINDS = Set.of("ALT", "ALTERNATE", "BUS", "BUSINESS", "BYP", "BYPASS", "LOOP", "SPUR", "TRUCK");

    private DeliveryShape() {}

    /** Returns whether the first words contain more than a house number and a direction. */
    static boolean isPossible(List<String> words, int end) {
        int start = nameStart(words, end);
        return start < end;
    }

    /** Returns whether the first words end like a delivery line: with a suffix, a direction behind one, a unit, or a number. */
    static boolean isComplete(List<String> words, int end) {
        int start = nameStart(words, end);
        if (start >= end) {
            return false;
        }
        String last = words.get(end - 1);
        String before = end - 2 >= start ? words.get(end - 2) : "";
        if (Words.direction(last) != null && (Words.suffix(before) != null || Words.hasDigit(before))) {
            return true;
        }
        Words.UnitWord unit = Words.unit(last);
        if (Words.hasDigit(last) || unit != null && unit.standalone() || isNumberedFloor(words, end - 1)) {
            return true;
        }
        boolean named = end - 1 > start;
        boolean suffix = Words.suffix(last) != null || Words.singularSuffix(last) != null && words.contains("AND");
        return named && (suffix || Words.isLetter(last) && isMarked(before));
    }

    /** Returns whether the words are the number and name of a street without a suffix, such as 1 Broadway. */
    static boolean isShort(List<String> words) {
        return words.size() < 5 && Words.startsWithDigit(words.getFirst()) && isPossible(words, words.size())
                && words.stream().skip(1).noneMatch(Words::hasDigit);
    }

    /** Returns the possible start of an unknown city: behind a common suffix and the direction and unit that follow it. */
    static int behindSuffix(List<String> words, int end) {
        for (int at = nameStart(words, end) + 1; at < end; at++) {
            if (Words.isCommonSuffix(words.get(at))) {
                return behindUnit(words, at + 1, end);
            }
        }
        return end;
    }

    /** Returns the possible start of an unknown city behind a numbered route or box, or the end. */
    static int behindRoute(List<String> words, int end) {
        int start = nameStart(words, end);
        if (start >= end || !DeliveryLine.startsWithRoute(words.subList(start, end))) {
            return end;
        }
        int at = start;
        while (at < end && !Words.hasDigit(words.get(at))) {
            at++;
        }
        at++;
        while (at < end && isBehindRouteNumber(words.get(at))) {
            at++;
        }
        boolean unit = at + 1 < end && Words.unit(words.get(at)) != null && Words.hasDigit(words.get(at + 1));
        return unit ? behindUnit(words, at, end) : Math.min(at, end);
    }

    private static boolean isBehindRouteNumber(String word) {
        return Words.direction(word) != null || Words.isLetter(word) || ROUTE_KINDS.contains(word);
    }

    /** Returns the position behind directions and units. */
    static int behindUnit(List<String> words, int from, int end) {
        int at = from;
        while (at < end && (Words.isCommonSuffix(words.get(at)) || Words.direction(words.get(at)) != null)) {
            at++;
        }
        while (at + 1 < end && (Words.unit(words.get(at)) != null || Words.hasDigit(words.get(at))) && !opensTownship(words, at, end)) {
            boolean one = Words.hasDigit(words.get(at)) || Words.unit(words.get(at + 1)) != null || isNumberedFloor(words, at);
            at += one ? 1 : 2;
        }
        return at > end || Words.hasDigit(words.get(Math.min(at, end - 1))) ? end : at;
    }

    /** Returns whether the words are complete by more than a number at their end, which may be a foreign postal code. */
    static boolean isCompleteAlone(List<String> words) {
        int end = words.size();
        boolean marked = end < 6 || !Words.hasDigit(words.getLast()) || isMarked(words.get(end - 2));
        return marked && isComplete(words, end);
    }

    /** Returns whether the word is another identifier of the unit before it: the D of Unit C, D. */
    static boolean isFurtherUnit(List<String> words, int at) {
        if (at < 4 || !Words.isLetter(words.get(at)) && !Words.isNumber(words.get(at)) || Words.direction(words.get(at)) != null) {
            return false;
        }
        String unit = words.get(at - 1);
        return Words.unit(words.get(at - 2)) != null && (Words.isLetter(unit) || Words.hasDigit(unit));
    }

    private static boolean opensTownship(List<String> words, int at, int end) {
        Words.UnitWord unit = Words.unit(words.get(at)); // Lower Merion Twp
        return unit != null && unit.standalone() && CityNames.isTownship(words.get(end - 1));
    }

    /** Returns whether the word ends a floor: the Fl of 12 Main St 3rd Fl. */
    private static boolean isNumberedFloor(List<String> words, int at) {
        return at > 1 && Words.isUnit(words.get(at), "FL") && Words.isOrdinal(words.get(at - 1));
    }

    private static boolean isMarked(String before) {
        return Words.unit(before) != null || Words.isCommonSuffix(before);
    }

    private static int nameStart(List<String> words, int end) {
        int at = end > 0 && Words.startsWithDigit(words.getFirst()) && !Words.isOrdinal(words.getFirst()) ? 1 : 0;
        while (at < end && (Words.direction(words.get(at)) != null || words.get(at).indexOf('/') > 0)) {
            at++;
        }
        return at;
    }

}
