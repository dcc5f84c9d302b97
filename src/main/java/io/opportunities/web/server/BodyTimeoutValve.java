package io.opportunities.web.server;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.coyote.InputBuffer;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

/** Stops reading a body after its timeout. This includes a body that no handler reads, because Tomcat reads it to its end too. */
final class BodyTimeoutValve extends ValveBase {

    private final Duration limit;
    private final int rate;
    private final long max;

    /**
     * @param limit timeout of a body, and again of an unread rest
     * @param rate number of bytes that extend the timeout by a second, except for an unread rest
     * @param max maximum number of unread bytes to skip: a client would not receive the response while it is still sending
     */
    BodyTimeoutValve(Duration limit, int rate, long max) {
        super(true);
        this.limit = limit;
        this.rate = rate;
        this.max = max;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        org.apache.coyote.Request connection = request.getCoyoteRequest();
        InputBuffer unbounded = connection.getInputBuffer();
        Bounded body = new Bounded(unbounded, System.nanoTime() + limit.toNanos());
        connection.setInputBuffer(body);
        try {
            getNext().invoke(request, response);
            if (hasUnreadBody(request)) {
                response.finishResponse();
                skip(body, connection);
            }
        } finally {
            connection.setInputBuffer(unbounded);
        }
    }

    /**
     * Returns whether to skip an unread rest. The answer is no without a context, and for a client that waits for 100-continue, which sends
     * no body after a rejection.
     */
    private static boolean hasUnreadBody(Request request) {
        return request.getContext() != null && !request.isAsync() && !request.getCoyoteRequest().hasExpectation();
    }

    private static void skip(Bounded body, org.apache.coyote.Request connection) {
        try {
            body.skip();
        } catch (IOException tooSlowOrTooMuch) {
            connection.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
        }
    }

    /** The bytes of one body, within its timeout. */
    private final class Bounded implements InputBuffer {

        private final InputBuffer source;
        private long end;

        Bounded(InputBuffer source, long end) {
            this.source = source;
            this.end = end;
        }

        @Override
        public int doRead(ApplicationBufferHandler handler) throws IOException {
            int read = source.doRead(handler);
            end += Math.max(0, read) * Duration.ofSeconds(1).toNanos() / rate;
            if (read >= 0 && System.nanoTime() > end) {
                throw new SocketTimeoutException("The body comes too slowly");
            }
            return read;
        }

        @Override
        public int available() {
            return source.available();
        }

        /** @throws IOException if the rest is too long or too slow to skip for the sake of the response */
        void skip() throws IOException {
            long deadline = System.nanoTime() + limit.toNanos();
            Skipped rest = new Skipped();
            long skipped = 0;
            for (int read = doRead(rest); read >= 0; read = doRead(rest)) {
                skipped += read;
                if (skipped > max || System.nanoTime() > deadline) {
                    throw new IOException("Too much to be skipped");
                }
            }
        }
    }

    /** Discards unread bytes. */
    private static final class Skipped implements ApplicationBufferHandler {

        private ByteBuffer bytes = ByteBuffer.allocate(0);

        @Override
        public void setByteBuffer(ByteBuffer buffer) {
            bytes = buffer;
        }

        @Override
        public ByteBuffer getByteBuffer() {
            return bytes;
        }

        @Override
        public void expand(int size) {}
    }
}
