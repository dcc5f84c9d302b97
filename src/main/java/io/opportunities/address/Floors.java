package io.opportunities.address;

import java.util.List;

/** Reads the floor of a building, whose number comes before or behind the word: 3rd Fl, Fl 3, Ground Floor. */
final class Floors {

    private Floors() {}

    /** Returns whether a number and the word for a floor begin here; but not the 2 of Apt 2 Floor 3. */
    static boolean startsAt(List<String> words, int at) {
        if (at + 1 >= words.size() || !Words.isUnit(words.get(at + 1), "FL")) {
            return false;
        }
        String word = words.get(at);
        return Words.isOrdinal(word)
                || (Words.isNumber(word) || Words.level(word) != null) && !UnitShape.isIdentifier(words, at + 2);
    }

    /** Returns whether a floor precedes a house number: 2nd Floor, 12 Main St. */
    static boolean leads(List<String> words) {
        return words.size() > 3 && Words.isUnit(words.get(1), "FL") && HouseNumber.startsWithOne(words.subList(2, words.size()))
                && (Words.isOrdinal(words.getFirst()) || Words.level(words.getFirst()) != null);
    }

    /** Returns whether the word for a floor and a name begin here: Floor Ground. */
    static boolean isNamed(List<String> words, int at) {
        return at + 1 < words.size() && Words.isUnit(words.get(at), "FL") && Words.level(words.get(at + 1)) != null;
    }

    static String key(String number) {
        String level = Words.level(number);
        if (level != null) {
            return "FL " + level;
        }
        String figures = Words.isOrdinal(number) ? number.substring(0, number.length() - 2) : number;
        return "FL " + HouseNumber.withoutZeros(figures);
    }

}
