package io.opportunities.web.server;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import org.apache.coyote.Adapter;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * Tomcat's HTTP/1.1 with a timeout for request headers, after which it closes the connection. It also closes a connection after its
 * response if at most one place for connections is left.
 */
public final class BoundedHttp11Protocol extends Http11NioProtocol {

    private Duration limit = Duration.ofSeconds(20);

    void within(Duration newLimit) {
        limit = newLimit;
    }

    /** Tomcat calls this for each request; 1 closes its connection after the response. The count includes a connection under acceptance. */
    @Override
    public int getMaxKeepAliveRequests() {
        return getConnectionCount() >= getMaxConnections() ? 1 : super.getMaxKeepAliveRequests();
    }

    @Override
    protected Processor createProcessor() {
        return new Timed(this, getAdapter(), limit);
    }

    /** Tracks a connection from the first byte of a request, at each arrival of more bytes. */
    private static final class Timed extends Http11Processor {

        private final Duration limit;
        /** Weak, because Tomcat reuses processors for other connections. */
        private @Nullable WeakReference<SocketWrapperBase<?>> unfinished;
        private long begun;

        Timed(Http11NioProtocol protocol, Adapter adapter, Duration limit) {
            super(protocol, adapter);
            this.limit = limit;
        }

        @Override
        public SocketState service(SocketWrapperBase<?> connection) throws IOException {
            boolean goesOn = unfinished != null && unfinished.refersTo(connection);
            if (goesOn && System.nanoTime() - begun > limit.toNanos()) {
                unfinished = null;
                return SocketState.CLOSED;
            }
            SocketState state = super.service(connection);
            if (state != SocketState.LONG || isAsync()) {
                unfinished = null;
            } else if (!goesOn) {
                unfinished = new WeakReference<>(connection);
                begun = System.nanoTime();
            }
            return state;
        }
    }
}
