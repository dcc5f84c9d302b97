package io.opportunities.address;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads addresses of Puerto Rico, where an urbanization tells streets of one name apart, and a highway has kilometres. */
final class PuertoRico {

    private static final PhraseTable<String> WORDS = new PhraseTable<>();

    private static final Set<String> AREAS = Set.of("URB", "BO", "COND", "SECT", "PARC", "RES", "BDA", "COM");

    private static final Set<String> STREETS = Set.of("CALLE", "SR", "AVE", "CAM", "KM", "PASEO");

    static {
        Tables.rows("puerto-rico.tsv").forEach(row -> WORDS.put(row[0], row[1]));
    }

    private PuertoRico() {}

    /** Writes the words in one spelling, and removes and returns urbanization, barrio and the like, wherever they stand. */
    static String extractAreas(List<String> words) {
        spell(words);
        joinHectometres(words);
        List<String> areas = new ArrayList<>();
        List<String> street = new ArrayList<>();
        for (int at = 0; at < words.size();) {
            int end = AREAS.contains(words.get(at)) ? areaEnd(words, at) : at;
            if (end > at + 1) {
                areas.add(String.join(" ", words.subList(at, end)));
            } else {
                end = at + 1;
                street.add(words.get(at));
            }
            at = end;
        }
        words.clear();
        words.addAll(street);
        moveNumber(words);
        areas.sort(null);
        return String.join(" ", areas);
    }

    private static void spell(List<String> words) {
        List<String> spelt = new ArrayList<>(words.size());
        for (int at = 0; at < words.size();) {
            PhraseTable.Match<String> match = WORDS.startingAt(words, at);
            if (match == null) {
                addSplit(spelt, words.get(at));
            } else {
                spelt.add(match.value());
            }
            at += match == null ? 1 : match.length();
        }
        words.clear();
        words.addAll(spelt);
    }

    /** Adds the word, or the two words of KM15.6, K15.6 and PR2. */
    private static void addSplit(List<String> spelt, String word) {
        int letters = word.startsWith("KM") || word.startsWith("PR") ? 2 : word.startsWith("K") && word.indexOf('.') > 0 ? 1 : 0;
        if (letters == 0 || letters == word.length() || !Words.isDigit(word.charAt(letters))) {
            spelt.add(word);
            return;
        }
        String name = word.charAt(0) == 'K' ? "KM" : "SR";
        if (spelt.isEmpty() || !spelt.getLast().equals(name)) {
            spelt.add(name);
        }
        spelt.add(word.substring(letters));
    }

    /** KM 15 HM 6 is KM 15.6. */
    private static void joinHectometres(List<String> words) {
        for (int at = words.size() - 4; at >= 0; at--) {
            boolean metres = words.get(at).equals("KM") && (words.get(at + 2).equals("HM") || words.get(at + 2).equals("H"));
            if (metres && Words.isNumber(words.get(at + 1)) && Words.isNumber(words.get(at + 3))) {
                words.set(at + 1, words.get(at + 1) + "." + words.get(at + 3));
                words.subList(at + 2, at + 4).clear();
            }
        }
    }

    private static int areaEnd(List<String> words, int area) {
        int at = area + 1;
        while (at < words.size() && !AREAS.contains(words.get(at)) && !STREETS.contains(words.get(at))
                && !Words.hasDigit(words.get(at)) && Words.unit(words.get(at)) == null) {
            at++;
        }
        return at;
    }

    /** Moves the house number before its street: Calle Luna #123 is 123 Calle Luna. */
    private static void moveNumber(List<String> words) {
        boolean street = words.size() > 2 && (words.getFirst().equals("CALLE") || words.getFirst().equals("AVE"));
        for (int at = 2; street && at < words.size(); at++) {
            boolean marked = Words.isMark(words.get(at)) && at + 1 < words.size();
            String number = words.get(marked ? at + 1 : at);
            if (Words.startsWithDigit(number) && !Words.isOrdinal(number)) {
                words.subList(at, marked ? at + 2 : at + 1).clear();
                words.addFirst(number);
                return;
            }
            if (Words.unit(words.get(at)) != null) {
                return;
            }
        }
    }

}
