package io.opportunities.address;

import com.ibm.icu.text.Normalizer2;
import java.util.Arrays;
import java.util.Locale;

/** A line in upper case and compatibility form, with the source position of each character. */
final class FoldedText {

    private static final Normalizer2 COMPATIBLE = Normalizer2.getNFKDInstance();

    private char[] chars;

    private int[] sources;

    private int length;

    private FoldedText(int capacity) {
        chars = new char[capacity];
        sources = new int[capacity];
    }

    static FoldedText of(String line) {
        FoldedText folded = new FoldedText(line.length() + 16);
        for (int at = 0; at < line.length();) {
            int codePoint = line.codePointAt(at);
            if (codePoint < 128) {
                folded.add(ascii((char) codePoint), at);
            } else {
                folded.addWide(codePoint, at);
            }
            at += Character.charCount(codePoint);
        }
        return folded;
    }

    int length() {
        return length;
    }

    /** Returns the character at the place, or a space outside the text. */
    char at(int index) {
        return index >= 0 && index < length ? chars[index] : ' ';
    }

    int source(int index) {
        return sources[index];
    }

    /** Returns whether the character belongs to a word. The constructor has replaced every other character by a mark. */
    boolean isWord(int index) {
        char c = at(index);
        return c >= 128 || isDigit(index) || isLetter(index);
    }

    boolean isLetter(int index) {
        char c = at(index);
        return c >= 128 || c >= 'A' && c <= 'Z';
    }

    boolean isDigit(int index) {
        char c = at(index);
        return c >= '0' && c <= '9';
    }

    private static char ascii(char c) {
        if (c >= 'a' && c <= 'z') {
            return (char) (c - 32);
        }
        return c == '\r' ? '\n' : c;
    }

    private void addWide(int codePoint, int source) {
        int type = Character.getType(codePoint);
        if (type == Character.FORMAT) {
            return; // zero-width characters separate nothing
        }
        if (type == Character.OTHER_NUMBER) {
            add(' ', source); // 1726½ is 1726 1/2, not 17261/2
        }
        if (codePoint == '№' || codePoint == 'ʻ' || codePoint == 'ʼ') {
            add(codePoint == '№' ? '#' : '\'', source);
            return;
        }
        String plain = COMPATIBLE.normalize(Character.toString(codePoint)).toUpperCase(Locale.ROOT);
        plain.codePoints().forEach(each -> addPlain(each, source));
    }

    private void addPlain(int codePoint, int source) {
        if (codePoint >= 0x300 && codePoint <= 0x36F) {
            return; // accents
        }
        if (codePoint < 128) {
            add((char) codePoint, source);
        } else if (Character.isLetterOrDigit(codePoint) || isMark(codePoint)) {
            for (char c : Character.toChars(codePoint)) {
                add(c, source);
            }
        } else {
            add(symbol(codePoint), source);
        }
    }

    private static boolean isMark(int codePoint) {
        int type = Character.getType(codePoint);
        boolean variation = codePoint >= 0xFE00 && codePoint <= 0xFE0F;
        return !variation && (type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK);
    }

    private static char symbol(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.DASH_PUNCTUATION -> '-';
            case Character.INITIAL_QUOTE_PUNCTUATION, Character.FINAL_QUOTE_PUNCTUATION -> '\'';
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> '\n';
            default -> codePoint == 0x2044 || codePoint == 0x2215 ? '/' : codePoint == 0x3001 ? ',' : ' ';
        };
    }

    private void add(char c, int source) {
        if (length == chars.length) {
            chars = Arrays.copyOf(chars, length * 2);
            sources = Arrays.copyOf(sources, length * 2);
        }
        chars[length] = c;
        sources[length++] = source;
    }

}
