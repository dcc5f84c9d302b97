package io.opportunities.crm.imports.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Splits bytes into lines, which end with CR, LF or both, and decodes each line by itself: a stray byte is an error of its line alone. It
 * keeps at most one line of limited length in memory.
 */
final class LineReader {

    static final int MAX_BYTES = 1024 * 1024;
    private static final int END = -1;
    private static final int NONE = -2;
    /** Marks half a unit at the end of the file. */
    private static final int HALF = 1 << 16;

    private final InputStream bytes;
    private final Charset charset;
    private final int unit;
    private final boolean bigEndian;
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();
    private final byte[] buffer = new byte[16 * 1024];
    private int filled;
    private int next;
    private long offset;
    private long number;
    private Place begin;
    /** A unit read ahead, to see whether LF follows CR. */
    private int peeked = NONE;

    /** @param bytes from the place on */
    LineReader(InputStream bytes, Encoding encoding, Place from) {
        this.bytes = bytes;
        this.charset = encoding.decoded();
        this.unit = encoding.unit();
        this.bigEndian = charset.equals(StandardCharsets.UTF_16BE);
        this.offset = from.offset();
        this.number = from.line();
        this.begin = from;
    }

    /** Returns null at the end of the file. */
    @Nullable
    Line read() throws IOException {
        content.reset();
        begin = new Place(offset - (peeked >= 0 ? width(peeked) : 0), number);
        boolean tooLong = false;
        int c = readUnit();
        if (c == END) {
            return null;
        }
        for (; c != END && c != '\r' && c != '\n'; c = readUnit()) {
            tooLong |= content.size() >= MAX_BYTES;
            if (!tooLong) {
                append(c);
            }
        }
        if (c == '\r' && (peeked = readUnit()) == '\n') {
            peeked = NONE;
        } else if (c == '\r' && peeked != END) {
            return line(tooLong, offset - width(peeked));
        }
        return line(tooLong, offset);
    }

    private Line line(boolean tooLong, long end) {
        Place next = new Place(end, ++number);
        if (tooLong) {
            return new Line(begin, "", "is longer than %d bytes".formatted(MAX_BYTES), next);
        }
        try {
            String text = charset.newDecoder().decode(ByteBuffer.wrap(content.toByteArray())).toString();
            String error = text.indexOf('\0') < 0 ? null : "contains a NUL character: remove it";
            return new Line(begin, error == null ? text : "", error, next);
        } catch (CharacterCodingException stray) {
            return new Line(begin, "", "contains bytes that are not %s: save the file in one encoding".formatted(charset), next);
        }
    }

    /** Half a unit at the end of a file counts as a unit of its own, which no decoder accepts. */
    private int readUnit() throws IOException {
        if (peeked >= END) {
            int ahead = peeked;
            peeked = NONE;
            return ahead;
        }
        int first = readByte();
        if (unit == 1 || first == END) {
            return first;
        }
        int second = readByte();
        return second == END ? HALF | first : bigEndian ? first << 8 | second : second << 8 | first;
    }

    private int width(int c) {
        return (c & HALF) != 0 ? 1 : unit;
    }

    private void append(int c) {
        if (unit == 1 || (c & HALF) != 0) {
            content.write(c);
        } else {
            content.write(bigEndian ? c >> 8 : c);
            content.write(bigEndian ? c : c >> 8);
        }
    }

    private int readByte() throws IOException {
        if (next == filled) {
            filled = bytes.read(buffer);
            next = 0;
            if (filled <= 0) {
                filled = 0;
                return END;
            }
        }
        offset++;
        return buffer[next++] & 0xFF;
    }
}
