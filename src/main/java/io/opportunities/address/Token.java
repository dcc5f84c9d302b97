package io.opportunities.address;

/**
 * One word of a line, so that parts can be compared folded and answered as sent.
 *
 * @param text folded: upper case, no accents, no punctuation
 * @param start where it begins in the line
 * @param end behind its last character, with the full stop of an abbreviation
 * @param opensSegment whether a comma or a line break stands before it
 */
record Token(String text, int start, int end, boolean opensSegment) {

    boolean hasDigit() {
        return Words.hasDigit(text);
    }

    Token until(int newEnd) {
        return new Token(text, start, newEnd, opensSegment);
    }

}
