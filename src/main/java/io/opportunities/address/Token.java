package io.opportunities.address;

/**
 * One word of a line, with its folded text and its source range.
 *
 * @param text folded: upper case, no accents, no punctuation
 * @param start its beginning in the line
 * @param end behind its last character, with the full stop of an abbreviation
 * @param opensSegment whether a comma or a line break precedes it
 */
record Token(String text, int start, int end, boolean opensSegment) {

    boolean hasDigit() {
        return Words.hasDigit(text);
    }

    Token until(int newEnd) {
        return new Token(text, start, newEnd, opensSegment);
    }

}
