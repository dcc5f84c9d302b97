package io.opportunities.address;

import java.util.List;

/** The words of a line, with the way back from a range of them to what was sent. */
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

    /** What was sent for the words from one place up to another, at least one. */
    String sent(int from, int to) {
        return text.substring(tokens.get(from).start(), tokens.get(to - 1).end());
    }

    boolean opensSegment(int index) {
        return tokens.get(index).opensSegment();
    }

    /** Where the part between commas begins that ends before the place. */
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

    /** All words, one space between them; what was sent where there are none. */
    String folded() {
        return words.isEmpty() ? text : String.join(" ", words);
    }

}
