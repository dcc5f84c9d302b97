package io.opportunities.address;

import java.util.ArrayList;
import java.util.List;

/** Two crossing streets without a house number: 5th &amp; Main, Cedar and Birch Sts. */
final class Intersection {

    private Intersection() {}

    /** Returns the place of the word between the streets, or -1 if there is none. */
    static int at(List<String> words) {
        for (int at = 1; at + 1 < words.size(); at++) {
            String word = words.get(at);
            if (word.equals("&") || word.equals("@") || word.equals("AT") && isStreet(words.get(at - 1))) {
                return at;
            }
        }
        return -1;
    }

    /** Returns the two streets in alphabetical order, because neither has precedence. */
    static String canonical(List<String> words, int crossing) {
        List<String> first = new ArrayList<>(words.subList(introduction(words), crossing));
        List<String> second = new ArrayList<>(words.subList(crossing + 1, words.size()));
        shareSuffix(first, second);
        String one = StreetName.canonical(first);
        String other = StreetName.canonical(second);
        return one.compareTo(other) < 0 ? one + " & " + other : other + " & " + one;
    }

    private static boolean isStreet(String word) {
        return Words.isCommonSuffix(word) || Words.isOrdinal(word) || Words.direction(word) != null;
    }

    /** Returns the number of words before the first street: Corner of, Intersection of. */
    private static int introduction(List<String> words) {
        boolean introduced = words.size() > 4 && words.get(1).equals("OF") && CrossStreets.startsAt(words, 0);
        return introduced ? 2 : 0;
    }

    /** Gives each street the suffix that both share: Cedar & Birch Sts are Cedar St & Birch St. */
    private static void shareSuffix(List<String> first, List<String> second) {
        String suffix = Words.singularSuffix(second.getLast());
        if (suffix == null || second.size() < 2) {
            return;
        }
        second.set(second.size() - 1, suffix);
        if (!first.isEmpty() && !Words.isCommonSuffix(first.getLast())) {
            first.add(suffix);
        }
    }

}
