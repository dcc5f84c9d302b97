package io.opportunities.crm.imports.upload;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.function.LongSupplier;

/** The body of an upload, which must come at a minimum speed. Only the time that is spent waiting for its bytes counts. */
final class PacedStream extends FilterInputStream {

    /** So long a client may send nothing, or less. */
    static final Duration GRACE = Duration.ofSeconds(30);

    private final int rate;
    private final LongSupplier clock;
    private long waited;
    private long received;

    /**
     * @param rate minimum, in bytes per second
     * @param clock in nanoseconds
     */
    PacedStream(InputStream body, int rate, LongSupplier clock) {
        super(body);
        this.rate = rate;
        this.clock = clock;
    }

    /** @throws SocketTimeoutException if the bytes come more slowly than the minimum */
    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        long begun = clock.getAsLong();
        int read = super.read(into, offset, length);
        waited += clock.getAsLong() - begun;
        received += Math.max(0, read);
        if (read >= 0 && waited > GRACE.toNanos() + received * (1e9 / rate)) {
            throw new SocketTimeoutException("The file comes at less than %d bytes a second".formatted(rate));
        }
        return read;
    }
}
