package io.opportunities.crm.imports.upload;

import io.opportunities.common.Sha256;
import io.opportunities.crm.imports.file.EncodingFinder;
import io.opportunities.identity.Caller;
import io.opportunities.web.error.ApiException;
import io.opportunities.web.error.CurrentRequest;
import io.opportunities.web.error.Violation;
import io.opportunities.web.server.RequestBodyBytes;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Receives files piece by piece, and reads them again from any place. At most a few pieces of a file are in memory. */
@Component
public class Uploads {

    private static final int PIECES_AT_ONCE = 4;

    private final FileStore files;
    private final UploadLimit limit;
    private final ImportSettings settings;

    Uploads(FileStore files, UploadLimit limit, ImportSettings settings) {
        this.files = files;
        this.limit = limit;
        this.settings = settings;
    }

    /**
     * Stores a file.
     *
     * @param announced its length; negative if unknown
     * @throws ApiException 413 if it is too large; 400 if it ends early or comes too slowly; 409 or 503 if there is no room
     */
    UploadedFile receive(InputStream body, long announced, boolean json) throws IOException {
        if (announced > settings.maxImportSize()) {
            throw ApiException.payloadTooLarge(settings.maxImportSize());
        }
        long company = Caller.current().companyId();
        limit.begin(company);
        try {
            long file = files.begin();
            CurrentRequest.request().setAttribute(UnusedFiles.FILE, file);
            return store(new PacedStream(body, settings.importRate(), System::nanoTime), file, json);
        } finally {
            limit.end(company);
        }
    }

    private UploadedFile store(InputStream body, long file, boolean json) {
        EncodingFinder encoding = new EncodingFinder();
        MessageDigest digest = Sha256.begin();
        List<byte[]> pieces = new ArrayList<>();
        byte[] head = {};
        long size = 0;
        int stored = 0;
        for (byte[] piece = read(body); piece.length > 0; piece = read(body)) {
            head = size == 0 ? piece : head;
            size += piece.length;
            if (size > settings.maxImportSize()) {
                throw ApiException.payloadTooLarge(settings.maxImportSize());
            }
            encoding.add(piece, piece.length);
            digest.update(piece);
            pieces.add(piece);
            if (pieces.size() == PIECES_AT_ONCE) {
                files.add(file, stored, pieces);
                stored += pieces.size();
                pieces.clear();
            }
        }
        files.add(file, stored, pieces);
        byte[] sum = digest.digest();
        files.end(file, sum);
        RequestBodyBytes.store(sum);
        return new UploadedFile(file, size, head, encoding, json);
    }

    private byte[] read(InputStream body) {
        try {
            return body.readNBytes(FileStore.PIECE);
        } catch (SocketTimeoutException tooSlow) {
            throw unreadable("the file came too slowly: send at least %d bytes a second".formatted(settings.importRate()));
        } catch (IOException brokenOff) {
            throw unreadable("the file could not be read to its end: send it again");
        }
    }

    private static ApiException unreadable(String message) {
        return ApiException.validation(List.of(new Violation("", Violation.Code.INVALID_FORMAT, message)));
    }

    /** Returns the bytes of a file of the caller's company from an offset on. */
    public InputStream open(long file, long offset) {
        return new PieceStream(position -> files.piece(file, position), offset);
    }

    /** Reads the pieces one after the other. */
    private static final class PieceStream extends InputStream {

        private final Pieces pieces;
        private byte[] piece = {};
        private int position;
        private int next;
        private boolean ended;

        PieceStream(Pieces pieces, long offset) {
            this.pieces = pieces;
            this.position = (int) (offset / FileStore.PIECE);
            this.next = (int) (offset % FileStore.PIECE);
            load();
        }

        private void load() {
            Optional<byte[]> found = pieces.at(position++);
            piece = found.orElse(new byte[0]);
            ended = found.isEmpty();
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            while (!ended && next >= piece.length) {
                next = 0;
                load();
            }
            if (ended) {
                return -1;
            }
            int read = Math.min(length, piece.length - next);
            System.arraycopy(piece, next, into, offset, read);
            next += read;
            return read;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }
    }

    @FunctionalInterface
    private interface Pieces {

        Optional<byte[]> at(int position);
    }
}
