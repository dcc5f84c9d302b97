package io.opportunities.address;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The apartments, suites and buildings of a delivery line, in a form independent of order and spelling. */
final class Units {

    private final List<String> keys = new ArrayList<>();

    private Units() {}

    /** Splits STE300 and APT4B in two. */
    static List<String> split(List<String> sent) {
        List<String> words = new ArrayList<>(sent.size() + 2);
        for (String word : sent) {
            int letters = 0;
            while (letters < word.length() && letters < 9 && word.charAt(letters) >= 'A' && word.charAt(letters) <= 'Z') {
                letters++;
            }
            boolean glued = letters > 2 && letters < word.length() && Words.unit(word.substring(0, letters)) != null;
            words.add(glued ? word.substring(0, letters) : word);
            if (glued) {
                words.add(word.substring(letters));
            }
        }
        return words;
    }

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
        for (int at = StreetName.leadingDirections(words) + 1; at < words.size(); at++) {
            if (isUnit(words, at) || isFloor(words, at)) {
                extractFrom(words, at);
                words.subList(at, words.size()).clear();
            }
        }
    }

    /** Removes a number or letter behind the suffix without a unit word: 1105 Walnut St 300. */
    void extractBare(List<String> words) {
        int suffix = words.size() - 1;
        int first = StreetName.leadingDirections(words);
        while (suffix > first && Words.suffix(words.get(suffix)) == null) {
            suffix--;
        }
        int at = suffix + 1;
        while (at < words.size() && Words.direction(words.get(at)) != null) {
            at++;
        }
        if (keys.isEmpty() && suffix > first && at < words.size() && isBare(words, at)) {
            keys.add("# " + String.join("", words.subList(at, words.size())));
            words.subList(at, words.size()).clear();
        }
    }

    String key() {
        Collections.sort(keys);
        return String.join(" ", keys);
    }

    private void extractFrom(List<String> words, int from) {
        for (int at = from; at < words.size();) {
            int end = at + 1;
            if (isFloor(words, at)) {
                end = at + 2;
                String floor = words.get(at);
                keys.add("FL " + floor.substring(0, floor.length() - 2));
            } else if (isUnit(words, at)) {
                end = identifierEnd(words, identifierStart(words, at));
                add(words, at, end);
            } else {
                keys.add(words.get(at));
            }
            at = end;
        }
    }

    private void add(List<String> words, int at, int end) {
        Words.UnitWord unit = Words.unit(words.get(at));
        String identifier = String.join("", words.subList(identifierStart(words, at), end));
        keys.add((unit == null ? "" : unit.key()) + (identifier.isEmpty() ? "" : " " + identifier));
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
        while (at + 1 < words.size()) {
            Words.UnitWord second = Words.unit(words.get(at));
            if (second == null || !second.key().equals("#")) {
                return at;
            }
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

    private static boolean isIdentifier(List<String> words, int at) {
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

    private static boolean isFloor(List<String> words, int at) {
        Words.UnitWord next = at + 1 < words.size() ? Words.unit(words.get(at + 1)) : null;
        return next != null && next.key().equals("FL") && Words.isOrdinal(words.get(at));
    }

    private static boolean isBare(List<String> words, int at) {
        String word = words.get(at);
        boolean few = words.size() - at < 3 && word.indexOf(' ') < 0;
        boolean second = at + 1 == words.size() || Words.isLetter(words.get(at + 1)) || Words.isNumber(words.get(at + 1));
        return few && second && (Words.hasDigit(word) && !Words.isOrdinal(word) || Words.isLetter(word));
    }

}
