package io.opportunities.address;

import java.util.List;

/** The words of a line, with the source text of each. */
record Line(String text, List<Token> tokens, List<String> words) {

    static Line of(String text) {
        List<Token> tokens = Tokenizer.tokens(text);
        return new Line(text, tokens, tokens.stream().map(Token::text).toList());
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

    boolean hasDigit(int from, int to) {
        return words.subList(from, to).stream().anyMatch(Words::hasDigit);
    }

    /** Returns all words, separated by single spaces, or the source text if there are none. */
    String folded() {
        return words.isEmpty() ? text : String.join(" ", words);
    }

}
