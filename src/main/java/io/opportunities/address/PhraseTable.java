package io.opportunities.address;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the longest known phrase at a place of a list of words.
 *
 * @param <V> the meaning of a phrase
 */
final class PhraseTable<V> {

    /** A match: its meaning and its number of words. */
    record Match<V>(V value, int length) {}

    private final Map<String, V> phrases = new HashMap<>();

    private final Set<String> firstWords = new HashSet<>();

    private final Set<String> lastWords = new HashSet<>();

    private int longest;

    void put(String phrase, V value) {
        String[] words = phrase.split(" ");
        phrases.put(phrase, value);
        firstWords.add(words[0]);
        lastWords.add(words[words.length - 1]);
        longest = Math.max(longest, words.length);
    }

    @Nullable
    V get(String phrase) {
        return phrases.get(phrase);
    }

    @Nullable
    Match<V> startingAt(List<String> words, int from) {
        if (from >= words.size() || !firstWords.contains(words.get(from))) {
            return null;
        }
        for (int length = Math.min(longest, words.size() - from); length > 0; length--) {
            V value = phrases.get(join(words, from, length));
            if (value != null) {
                return new Match<>(value, length);
            }
        }
        return null;
    }

    @Nullable
    Match<V> endingAt(List<String> words, int to) {
        if (to == 0 || !lastWords.contains(words.get(to - 1))) {
            return null;
        }
        for (int length = Math.min(longest, to); length > 0; length--) {
            V value = phrases.get(join(words, to - length, length));
            if (value != null) {
                return new Match<>(value, length);
            }
        }
        return null;
    }

    private static String join(List<String> words, int from, int length) {
        return length == 1 ? words.get(from) : String.join(" ", words.subList(from, from + length));
    }

}
