package io.opportunities.address;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Normalises the spellings of a city name: Saint Louis and ST. LOUIS, Mc Lean and McLean, N. Little Rock. */
final class CityNames {

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
