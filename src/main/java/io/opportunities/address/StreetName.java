package io.opportunities.address;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Normalises a street name with its directions and suffix. */
final class StreetName {

    private final List<String> words;

    private int from;

    private int to;

    private StreetName(List<String> words) {
        this.words = words;
        this.to = words.size();
    }

    /** Returns the name without house number and unit, in its standard abbreviations. */
    static String canonical(List<String> words) {
        return new StreetName(words).fold();
    }

    /** Returns the number of words of a leading direction: N is one in N Main St but not in N St. */
    static int leadingDirections(List<String> words) {
        StreetName name = new StreetName(words);
        name.extractLeading();
        return name.from;
    }

    private String fold() {
        String leading = extractLeading();
        String trailing = extractTrailing();
        List<String> folded = new ArrayList<>();
        if (!leading.isEmpty()) {
            folded.add(leading);
        }
        boolean named = names(from, to) > 1;
        for (int at = from; at < to; at++) {
            folded.add(fold(at, named));
        }
        if (!trailing.isEmpty()) {
            folded.add(trailing);
        }
        return String.join(" ", folded);
    }

    private String extractLeading() {
        String first = direction(from);
        if (first == null) {
            return "";
        }
        String second = direction(from + 1);
        if (second != null && first.length() + second.length() == 2 && isCrosswise(first, second)
                && names(from + 2, to) > 0) {
            from += 2;
            return first + second;
        }
        if (names(from + 1, to) > 0) {
            from++;
            return first;
        }
        return "";
    }

    private String extractTrailing() {
        String last = direction(to - 1);
        if (last == null || names(from, to - 1) == 0) {
            return "";
        }
        String before = direction(to - 2);
        if (before != null && isCrosswise(before, last) && names(from, to - 2) > 0) {
            to -= 2;
            return before + last;
        }
        to--;
        return last;
    }

    private static boolean isCrosswise(String first, String second) {
        return (first.equals("N") || first.equals("S")) && (second.equals("E") || second.equals("W"));
    }

    /** Returns the number of words beyond a suffix or a direction behind it. */
    private int names(int start, int end) {
        int last = end;
        while (last - 1 > start && direction(last - 1) != null) {
            last--;
        }
        int names = 0;
        for (int at = start; at < last; at++) {
            names += Words.isCommonSuffix(words.get(at)) ? 0 : 1;
        }
        return names;
    }

    private @Nullable String direction(int at) {
        return at < 0 || at >= words.size() ? null : Words.direction(words.get(at));
    }

    private String fold(int at, boolean named) {
        String word = words.get(at);
        if (word.equals("ST") && isSaint(at)) {
            return "SAINT";
        }
        String direction = Words.direction(word);
        if (direction != null) {
            return named ? direction : word;
        }
        String suffix = Words.suffix(word);
        return suffix != null ? suffix : word;
    }

    /** Returns whether ST precedes another name: St Johns St, Mount St Helens Ave; but not Church St Ext. */
    private boolean isSaint(int at) {
        if (at + 1 >= to) {
            return false;
        }
        String next = words.get(at + 1);
        return at == from
                ? !Words.isCommonSuffix(next) && Words.direction(next) == null
                : Words.suffix(next) == null && Words.direction(next) == null
                        && !Words.hasDigit(next) && next.length() > 2;
    }

}
