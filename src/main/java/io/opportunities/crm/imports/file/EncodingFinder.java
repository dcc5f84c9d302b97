package io.opportunities.crm.imports.file;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.Optional;

/** Finds the encoding of a file while its bytes pass: by its mark, as UTF-8, as UTF-16, else the one that the client named. */
public final class EncodingFinder {

    private static final int HEAD = 4096;

    private final ByteArrayOutputStream head = new ByteArrayOutputStream(HEAD);
    private final Utf8Tally tally = new Utf8Tally();

    public void add(byte[] bytes, int length) {
        if (head.size() < HEAD) {
            head.write(bytes, 0, Math.min(length, HEAD - head.size()));
        }
        tally.add(bytes, length);
    }

    /** @param named the encoding of a file that no rule recognises */
    public Encoding found(Charset named) {
        byte[] beginning = head.toByteArray();
        return Encoding.marked(beginning).or(() -> wide(beginning))
                .orElseGet(() -> new Encoding(tally.isUtf8() ? UTF_8.name() : named.name(), 0));
    }

    /** Recognises UTF-16 without a mark by its zeros: every second byte of a Western text is one. */
    private static Optional<Encoding> wide(byte[] head) {
        int even = 0;
        int odd = 0;
        for (int i = 0; i < head.length; i++) {
            if (head[i] == 0) {
                even += i % 2 == 0 ? 1 : 0;
                odd += i % 2;
            }
        }
        int enough = Math.max(1, head.length / 8);
        if (odd >= enough && odd > 4 * even) {
            return Optional.of(new Encoding(UTF_16LE.name(), 0));
        }
        return even >= enough && even > 4 * odd ? Optional.of(new Encoding(UTF_16BE.name(), 0)) : Optional.empty();
    }
}
