package io.opportunities.common;

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

/** Stops reading a body that does not come to its end in time, also one that nobody wants, since Tomcat reads those to their end too. */
final class BodyDeadline extends ValveBase {

    private final Duration limit;
    private final int rate;
    private final long most;

    /**
     * @param limit for a body, and again for the rest of one that nobody wants
     * @param rate bytes that earn another second, of a body that is wanted
     * @param most bytes that are read though nobody wants them: a client that is still sending would not see its answer
     */
    BodyDeadline(Duration limit, int rate, long most) {
        super(true);
        this.limit = limit;
        this.rate = rate;
        this.most = most;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        org.apache.coyote.Request connection = request.getCoyoteRequest();
        InputBuffer unbounded = connection.getInputBuffer();
        Bounded body = new Bounded(unbounded, System.nanoTime() + limit.toNanos());
        connection.setInputBuffer(body);
        try {
            getNext().invoke(request, response);
            if (hasMoreToCome(request)) {
                response.finishResponse();
                skip(body, connection);
            }
        } finally {
            connection.setInputBuffer(unbounded);
        }
    }

    /** Not where nobody knows what is a body, nor from a client that waits to be told to go on, and sends none once it was refused. */
    private static boolean hasMoreToCome(Request request) {
        return request.getContext() != null && !request.isAsync() && !request.getCoyoteRequest().hasExpectation();
    }

    private static void skip(Bounded body, org.apache.coyote.Request connection) {
        try {
            body.skip();
        } catch (IOException tooSlowOrTooMuch) {
            connection.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
        }
    }

    /** The bytes of one body, until its time is up. */
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

        /** @throws IOException where more comes, or for longer, than is worth the answer it makes sure of */
        void skip() throws IOException {
            long patience = System.nanoTime() + limit.toNanos();
            Skipped rest = new Skipped();
            long skipped = 0;
            for (int read = doRead(rest); read >= 0; read = doRead(rest)) {
                skipped += read;
                if (skipped > most || System.nanoTime() > patience) {
                    throw new IOException("Too much to be skipped");
                }
            }
        }
    }

    /** Takes what nobody reads. */
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
