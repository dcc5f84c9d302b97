package io.opportunities.crm.imports.file;

/** Counts the characters beyond ASCII of a stream of bytes that are well-formed UTF-8, and the bytes that are not. */
final class Utf8Tally {

    private long wellFormed;
    private long malformed;
    /** Continuation bytes to come, and the range of the next one. */
    private int missing;
    private int lowest = 0x80;
    private int highest = 0xBF;

    void add(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            int b = bytes[i] & 0xFF;
            if (missing == 0) {
                begin(b);
            } else if (b >= lowest && b <= highest) {
                missing--;
                wellFormed += missing == 0 ? 1 : 0;
                range(0x80, 0xBF);
            } else {
                malformed++;
                missing = 0;
                begin(b);
            }
        }
    }

    /** @see <a href="https://www.unicode.org/versions/latest/ch03.pdf">Unicode, table 3-7, well-formed UTF-8 byte sequences</a> */
    private void begin(int b) {
        range(b == 0xE0 ? 0xA0 : b == 0xF0 ? 0x90 : 0x80, b == 0xED ? 0x9F : b == 0xF4 ? 0x8F : 0xBF);
        if (b >= 0xC2 && b <= 0xF4) {
            missing = b < 0xE0 ? 1 : b < 0xF0 ? 2 : 3;
        } else if (b >= 0x80) {
            malformed++;
        }
    }

    private void range(int from, int to) {
        lowest = from;
        highest = to;
    }

    /** Returns whether the bytes are UTF-8, though perhaps with stray bytes: a text of another encoding has hardly any whole character. */
    boolean isUtf8() {
        long bad = malformed + (missing > 0 ? 1 : 0);
        return wellFormed >= bad;
    }
}
