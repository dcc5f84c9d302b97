package io.opportunities.address;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Normalises the spellings of a city name: Saint Louis and ST. LOUIS, Mc Lean and McLean, N. Little Rock. */
final class CityNames {

    /** What the law calls a place; City of Troy is Troy. */
    private static final Set<String> TITLES = Set.of("CITY", "TOWN", "VILLAGE", "BOROUGH", "TOWNSHIP");

    private static final Map<String, String> WORDS = new HashMap<>();

    static {
        Tables.rows("city-words.tsv").forEach(row -> WORDS.put(row[0], row[1]));
    }

    private CityNames() {}

    static String key(String name) {
        List<String> words = Tokenizer.tokens(name).stream().map(Token::text).toList();
        return key(words, 0, words.size());
    }

    /** Returns the words without spaces, because O Fallon is O'Fallon. No two places of a state share such a key. */
    static String key(List<String> words, int from, int to) {
        StringBuilder key = new StringBuilder();
        for (int at = from; at < to; at++) {
            key.append(fold(words.get(at)));
        }
        return key.toString();
    }

    /** Returns the start of the title before a name, or that of the name. */
    static int startOfTitle(List<String> words, int name) {
        return name > 2 && isTitle(words, name - 2) ? name - 2 : name;
    }

    /** Returns the start of a name behind its title. */
    static int behindTitle(List<String> words, int from, int to) {
        return to - from > 2 && isTitle(words, from) ? from + 2 : from;
    }

    static boolean isTownship(String lastWord) {
        return "TWP".equals(WORDS.getOrDefault(lastWord, lastWord));
    }

    private static boolean isTitle(List<String> words, int at) {
        return at + 1 < words.size() && words.get(at + 1).equals("OF") && TITLES.contains(words.get(at));
    }

    private static String fold(String word) {
        String known = WORDS.get(word);
        if (known == null) {
            known = Words.direction(word);
        }
        if (known == null) {
            known = Words.suffix(word);
        }
        return known == null ? word : known;
    }

}
