package io.opportunities.crm.imports.file;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;

/**
 * How the bytes of a file become characters.
 *
 * @param charset its name
 * @param markLength bytes of the byte order mark at the beginning
 */
public record Encoding(String charset, int markLength) {

    /** The encoding of a file that is neither UTF-8 nor UTF-16, unless the client names another one: that of Windows in the west. */
    public static final String DEFAULT = "windows-1252";

    private static final String ASCII = "\r\n\t ,;|\"0aZ";

    /** Returns the charset of a name if the service can read lines in it: line ends and separators are single bytes, or it is UTF-16. */
    public static Optional<Charset> charset(String name) {
        try {
            Charset charset = Charset.forName(name);
            boolean readable = unit(charset) == 2
                    || charset.canEncode() && new String(ASCII.getBytes(charset), StandardCharsets.US_ASCII).equals(ASCII);
            return readable ? Optional.of(charset) : Optional.empty();
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return Optional.empty();
        }
    }

    /** Returns the encoding that the byte order mark at the beginning of a file names. */
    static Optional<Encoding> marked(byte[] head) {
        if (begins(head, 0xEF, 0xBB, 0xBF)) {
            return Optional.of(new Encoding(UTF_8.name(), 3));
        }
        if (begins(head, 0xFF, 0xFE)) {
            return Optional.of(new Encoding(UTF_16LE.name(), 2));
        }
        return begins(head, 0xFE, 0xFF) ? Optional.of(new Encoding(UTF_16BE.name(), 2)) : Optional.empty();
    }

    private static boolean begins(byte[] head, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (i >= head.length || (head[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    /** Returns the bytes of a line end: 2 in UTF-16, else 1. */
    int unit() {
        return unit(decoded());
    }

    Charset decoded() {
        return Charset.forName(charset);
    }

    private static int unit(Charset charset) {
        return charset.equals(UTF_16LE) || charset.equals(UTF_16BE) ? 2 : 1;
    }
}
