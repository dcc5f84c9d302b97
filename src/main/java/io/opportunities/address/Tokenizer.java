package io.opportunities.address;

import java.util.ArrayList;
import java.util.List;

/** Splits a line into words in one pass. Only this class interprets the punctuation of an address. */
final class Tokenizer {

    private final String line;

    private final FoldedText text;

    private final List<Token> tokens = new ArrayList<>(16);

    private final StringBuilder word = new StringBuilder(32);

    private final int lastParenthesis;

    private boolean opensSegment;

    private Tokenizer(String line) {
        this.line = line;
        this.text = FoldedText.of(line);
        this.lastParenthesis = line.lastIndexOf(')');
    }

    static List<Token> tokens(String line) {
        Tokenizer tokenizer = new Tokenizer(line);
        for (int at = 0; at < tokenizer.text.length();) {
            at = tokenizer.text.isWord(at) ? tokenizer.readWord(at) : tokenizer.readMark(at);
        }
        return tokenizer.tokens;
    }

    private int readMark(int at) {
        switch (text.at(at)) {
            case ',', ';', '|', '\n' -> opensSegment = true;
            case '(' -> opensSegment |= text.source(at) < lastParenthesis;
            case '#', '&', '@' -> add(Character.toString(text.at(at)), at, at + 1);
            case '/' -> readStroke(at);
            case '.', '\'', ')' -> {
                extendLast(at);
                opensSegment |= text.at(at) == ')';
            }
            default -> {
                // any other character is a separator
            }
        }
        return at + 1;
    }

    /** Reads the mark between two streets, as in Main St / Elm St and Main St/Elm St; but not St/Rear, St/4B. */
    private void readStroke(int at) {
        boolean apart = text.at(at - 1) == ' ' && text.at(at + 1) == ' ';
        Token last = tokens.isEmpty() || apart ? null : tokens.getLast();
        if (apart || last != null && last.end() == text.source(at) && Words.isCommonSuffix(last.text()) && opensStreet(at + 1)) {
            add("&", at, at + 1);
        }
    }

    private boolean opensStreet(int from) {
        StringBuilder next = new StringBuilder();
        for (int at = from; text.isWord(at); at++) {
            next.append(text.at(at));
        }
        String opening = next.toString();
        return opening.length() > 1 && Words.unit(opening) == null && (!Words.hasDigit(opening) || Words.isOrdinal(opening));
    }

    private int readWord(int from) {
        word.setLength(0);
        int at = from;
        int letters = 0; // consecutive letters so far
        while (at < text.length()) {
            if (text.isWord(at)) {
                letters = text.isDigit(at) ? 0 : letters + 1;
                word.append(text.at(at));
            } else if (isPartOfNumber(at)) {
                word.append(text.at(at));
            } else if (!isInsideWord(at, letters)) {
                break;
            } else {
                letters = text.at(at) == '\'' ? letters : 0;
            }
            at++;
        }
        int end = isNotApplicable(at) ? at + 2 : endOfRange(at);
        for (; at < end; at++) {
            if (text.isWord(at) || text.at(at) == '-') {
                word.append(text.at(at));
            }
        }
        addWord(from, at);
        return at;
    }

    /** Returns whether N/A ends here, one word that is neither a direction nor a letter. */
    private boolean isNotApplicable(int at) {
        return word.length() == 1 && word.charAt(0) == 'N' && text.at(at) == '/' && text.at(at + 1) == 'A'
                && !text.isWord(at + 2);
    }

    /** Returns whether the mark is part of a number: 39.2, 86-12, 1/2; but 1726-1/2 is a number and a fraction. */
    private boolean isPartOfNumber(int at) {
        if (!text.isDigit(at - 1) || !text.isDigit(at + 1)) {
            return false;
        }
        return switch (text.at(at)) {
            case '.', '/' -> true;
            case '-' -> !startsWord(at + 1);
            default -> false;
        };
    }

    /** Returns whether a fraction or an ordinal begins, a word of its own: 1726-1/2, 77-2nd. */
    private boolean startsWord(int at) {
        int end = endOfDigits(at);
        return text.at(end) == '/' || Words.isOrdinalEnding(text.at(end), text.at(end + 1)) && !text.isWord(end + 2);
    }

    private int endOfDigits(int at) {
        int end = at;
        while (text.isDigit(end)) {
            end++;
        }
        return end;
    }

    private int behindSpaces(int at) {
        int end = at;
        while (end < text.length() && text.at(end) == ' ') {
            end++;
        }
        return end;
    }

    /** Returns the end of the range that begins with the number before the place, as in 7101 - 7103, or the place itself. */
    private int endOfRange(int at) {
        int dash = behindSpaces(at);
        if (text.at(dash) != '-' || word.length() > 6 || !Words.isNumber(word.toString())) {
            return at;
        }
        int second = behindSpaces(dash + 1);
        int end = endOfDigits(second);
        return end == second || text.isWord(end) || text.at(end) == '/' || !canBeRange(end - second) ? at : end;
    }

    /** Returns whether the number is one of a house or a unit, or a ZIP before four figures. */
    private boolean canBeRange(int figures) {
        boolean house = tokens.isEmpty() || opensSegment || Words.unit(tokens.getLast().text()) != null;
        return house ? figures != 5 || word.length() > 4 : word.length() == 5 && figures == 4; // not 12 - 37204
    }

    /** Returns whether the mark is inside one word: O'Neil, N.W., D-76, 4-B; but not St.Louis, Winston-Salem, Unit-4. */
    private boolean isInsideWord(int at, int lettersBefore) {
        boolean oneLetterFollows = text.isLetter(at + 1) && !text.isLetter(at + 2);
        return switch (text.at(at)) {
            case '\'' -> text.isWord(at + 1);
            case '.' -> lettersBefore == 1 && oneLetterFollows;
            case '-' -> text.isDigit(at + 1)
                    ? lettersBefore > 0 && lettersBefore < 3
                    : text.isDigit(at - 1) && oneLetterFollows;
            default -> false;
        };
    }

    private void addWord(int from, int to) {
        String folded = HouseNumber.withoutFraction(word.toString());
        if (folded.length() == 7 && Words.isZip(folded.substring(2)) && Words.isState(folded.substring(0, 2))) {
            int zip = to - 5; // TN37204
            add(folded.substring(0, 2), from, from + 2);
            add(folded.substring(2), zip, to);
        } else {
            add(folded, from, to);
        }
    }

    private void add(String folded, int from, int to) {
        int end = to < text.length() ? text.source(to) : line.length();
        tokens.add(new Token(folded, text.source(from), trimmed(end), opensSegment && !tokens.isEmpty()));
        opensSegment = false;
    }

    // the characters up to the next folded one may contain an accent or text that folds to nothing
    private int trimmed(int end) {
        int last = end;
        while (last > 0 && Character.isWhitespace(line.charAt(last - 1))) {
            last--;
        }
        return last;
    }

    private void extendLast(int at) {
        int index = tokens.size() - 1;
        if (index >= 0 && tokens.get(index).end() == text.source(at)) {
            tokens.set(index, tokens.get(index).until(text.source(at) + 1));
        }
    }

}
