package io.opportunities.address;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The apartments, suites and buildings of a delivery line, in a form independent of order and spelling. */
final class Units {

    private final List<String> keys = new ArrayList<>();

    private Units() {}

    /** Removes a unit before the house number: Apt 4, 123 Main St. */
    static Units extractLeading(List<String> words) {
        Units units = new Units();
        if (Floors.leads(words)) {
            units.keys.add(Floors.key(words.getFirst()));
            words.subList(0, 2).clear();
        }
        while (words.size() > 3 && UnitShape.isUnit(words, 0)) {
            int end = UnitShape.identifierStart(words, 0) + 1;
            if (end >= words.size() - 1 || !Words.startsWithDigit(words.get(end)) && !UnitShape.isUnit(words, end)) {
                return units;
            }
            units.add(words, 0, end);
            words.subList(0, end).clear();
        }
        return units;
    }

    /** Removes the units behind the street name; never its first word, as in Key Blvd and Building Safety Way. */
    void extractTrailing(List<String> words) {
        int from = UnitShape.first(words, StreetName.leadingDirections(words) + 1, words.size());
        String kind = "#";
        for (int at = from; at < words.size();) {
            int end = at + 1;
            if (Floors.startsAt(words, at) || Floors.isNamed(words, at)) {
                end = at + 2;
                keys.add(Floors.key(words.get(Floors.isNamed(words, at) ? at + 1 : at)));
            } else if (UnitShape.isUnit(words, at)) {
                end = UnitShape.identifierEnd(words, UnitShape.identifierStart(words, at));
                kind = add(words, at, end);
            } else {
                addWord(words, at, kind);
            }
            at = end;
        }
        words.subList(Math.min(from, words.size()), words.size()).clear();
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
        if (!keys.isEmpty() || !UnitShape.isBare(words, at)) {
            return;
        }
        boolean route = suffix >= 0 && Routes.isRoute(words.get(suffix));
        if (route ? Words.hasDigit(words.get(at)) : suffix > first) {
            keys.add("# " + HouseNumber.withoutZeros(String.join("", words.subList(at, words.size()))));
            words.subList(at, words.size()).clear();
        }
    }

    String key() {
        Collections.sort(keys);
        return String.join(" ", keys);
    }

    /** Adds the key of a unit, and returns the kind of unit. A unit word without its identifier adds nothing. */
    private String add(List<String> words, int at, int end) {
        Words.UnitWord unit = Words.unit(words.get(at));
        String kind = unit == null ? "" : unit.key();
        String identifier = String.join("", words.subList(Math.min(end, UnitShape.identifierStart(words, at)), end));
        if (kind.equals("FL")) {
            keys.add(Floors.key(identifier));
        } else if (!identifier.isEmpty() || unit != null && unit.standalone()) {
            keys.add(identifier.isEmpty() ? kind : kind + " " + HouseNumber.withoutZeros(identifier));
        }
        return kind;
    }

    /** Adds a word without a unit word of its own: the D of Unit C, D is a unit, but the 5 of Bldg 4 5 is no building. */
    private void addWord(List<String> words, int at, String kind) {
        String word = words.get(at);
        if (UnitShape.isFurther(word) && (kind.equals("#") || words.get(at - 1).equals("&"))) {
            keys.add(kind.equals("FL") ? Floors.key(word) : kind + " " + HouseNumber.withoutZeros(word));
        } else if (!word.equals("&") && !UnitShape.isEmpty(words, at)) {
            keys.add(word);
        }
    }

}
