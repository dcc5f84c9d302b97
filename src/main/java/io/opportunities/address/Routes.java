package io.opportunities.address;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Joins a numbered highway or box to one word, so that its number does not count as a unit. */
final class Routes {

    private static final PhraseTable<String> ROUTES = new PhraseTable<>();

    private static final Set<String> ONLY_AT_START = new HashSet<>();

    static {
        for (String[] row : Tables.rows("routes.tsv")) {
            ROUTES.put(row[0], row[1]);
            if (row.length > 2) {
                ONLY_AT_START.add(row[0]);
            }
        }
    }

    private Routes() {}

    /** Replaces each route in the words by its canonical form, which contains spaces. */
    static void join(List<String> words, @Nullable String state) {
        int start = nameStart(words);
        for (int at = 0; at < words.size(); at++) {
            split(words, at);
            if (at != start || !joinStateRoute(words, at, state)) {
                joinAt(words, at, at == start);
            }
        }
    }

    static boolean startsWith(List<String> words) {
        PhraseTable.Match<String> match = ROUTES.startingAt(words, 0);
        return match != null && match.length() < words.size();
    }

    static boolean isPostBox(List<String> words, int at) {
        PhraseTable.Match<String> match = ROUTES.startingAt(words, at);
        return match != null && match.value().equals("PO BOX") && at + match.length() < words.size();
    }

    private static void joinAt(List<String> words, int at, boolean start) {
        PhraseTable.Match<String> match = ROUTES.startingAt(words, at);
        if (match == null || !start && match.length() < 3
                && ONLY_AT_START.contains(String.join(" ", words.subList(at, at + match.length())))) {
            return;
        }
        int number = identifier(words, at + match.length());
        if (number < words.size() && isIdentifier(words.get(number), match.value())) {
            replace(words, at, number, match.value());
        }
    }

    /** NC 55 and NC Hwy 55 in North Carolina are its state route 55. */
    private static boolean joinStateRoute(List<String> words, int at, @Nullable String state) {
        if (!Words.isState(words.get(at)) || at + 1 >= words.size()) {
            return false;
        }
        boolean named = "HWY".equals(Words.suffix(words.get(at + 1))) || "RTE".equals(Words.suffix(words.get(at + 1)));
        int number = at + (named ? 2 : 1);
        if (number >= words.size() || !Words.startsWithDigit(words.get(number)) || Words.isOrdinal(words.get(number))) {
            return false;
        }
        replace(words, at, number, words.get(at).equals(state) ? "STATE RTE" : words.get(at));
        return true;
    }

    private static void replace(List<String> words, int from, int number, String route) {
        String joined = route + " " + words.get(number);
        words.subList(from, number + 1).clear();
        words.add(from, joined);
        // US 290 Hwy and FM 969 Rd name the kind of road twice
        if (from + 1 < words.size() && !route.equals("PO BOX")) {
            String suffix = Words.suffix(words.get(from + 1));
            if ("HWY".equals(suffix) || "RD".equals(suffix)) {
                words.remove(from + 1);
            }
        }
    }

    private static boolean isIdentifier(String word, String route) {
        boolean lettered = route.startsWith("COUNTY") && word.length() < 3 && Words.suffix(word) == null;
        return lettered || Words.hasDigit(word) && word.length() < 12 && !Words.isOrdinal(word);
    }

    private static int identifier(List<String> words, int at) {
        boolean marked = at + 1 < words.size() && Words.hasDigit(words.get(at + 1))
                && (words.get(at).equals("#") || words.get(at).equals("NO") || words.get(at).equals("NUMBER"));
        return marked ? at + 1 : at;
    }

    /** Splits FM969 and I35 in two. */
    private static void split(List<String> words, int at) {
        String word = words.get(at);
        int letters = 0;
        while (letters < word.length() && letters < 4 && !Words.startsWithDigit(word.substring(letters))) {
            letters++;
        }
        boolean route = letters > 0 && letters < word.length() && Words.startsWithDigit(word.substring(letters));
        String name = word.substring(0, letters);
        if (route && (ROUTES.get(name) != null || letters == 2 && name.equals("US") || letters == 2 && Words.isState(name))
                && (at == 0 || Words.unit(words.get(at - 1)) == null)) {
            words.set(at, name);
            words.add(at + 1, word.substring(letters));
        }
    }

    private static int nameStart(List<String> words) {
        int at = 0;
        while (at < words.size() && (Words.startsWithDigit(words.get(at)) && !Words.isOrdinal(words.get(at))
                || Words.direction(words.get(at)) != null)) {
            at++;
        }
        return at;
    }

}
