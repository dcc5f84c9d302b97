package io.opportunities.address;

import java.util.ArrayList;
import java.util.List;

/** The words of a line, with the source text of each. */
record Line(String text, List<Token> tokens, List<String> words) {

    static Line of(String text) {
        List<Token> tokens = Tokenizer.tokens(text);
        List<String> words = new ArrayList<>(tokens.size());
        for (Token token : tokens) {
            words.add(token.text());
        }
        return new Line(text, tokens, words);
    }

    int size() {
        return words.size();
    }

    String word(int index) {
        return words.get(index);
    }

    /** Returns the source text for a range of at least one word. */
    String sent(int from, int to) {
        return text.substring(tokens.get(from).start(), tokens.get(to - 1).end());
    }

    boolean opensSegment(int index) {
        return tokens.get(index).opensSegment();
    }

    /** Returns the start of the comma-separated part that ends before the place. */
    int segmentStart(int end) {
        int start = end - 1;
        while (start > 0 && !opensSegment(start)) {
            start--;
        }
        return Math.max(start, 0);
    }

    /** Returns the end of the comma-separated part that the word belongs to. */
    int segmentEnd(int index) {
        int end = index + 1;
        while (end < size() && !opensSegment(end)) {
            end++;
        }
        return end;
    }

    boolean hasDigit(int from, int to) {
        for (int at = from; at < to; at++) {
            if (Words.hasDigit(words.get(at))) {
                return true;
            }
        }
        return false;
    }

    /** Returns the first words. */
    Line until(int end) {
        return end == size() ? this : new Line(text, tokens.subList(0, end), words.subList(0, end));
    }

    /** Returns the line as it reads without a range of words. */
    Line without(int from, int to) {
        String before = text.substring(0, tokens.get(from).start());
        if (to == size()) {
            return of(before);
        }
        boolean comma = from > 0 && !opensSegment(from) && opensSegment(to);
        int rest = comma ? tokens.get(to - 1).end() : tokens.get(to).start();
        return of((comma ? before.stripTrailing() : before) + text.substring(rest, tokens.getLast().end()));
    }

    /** Returns all words, separated by single spaces, or the source text if there are none. */
    String folded() {
        return words.isEmpty() ? text : String.join(" ", words);
    }

}
