package io.opportunities.common;

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
 * HTTP/1.1 as Tomcat speaks it, but for clients that do not come to the end of their headers: those are hung up on; and a connection is not
 * kept after its answer once at most one place is left for others.
 */
public final class BoundedHttp11 extends Http11NioProtocol {

    private Duration limit = Duration.ofSeconds(20);

    void within(Duration newLimit) {
        limit = newLimit;
    }

    /** Tomcat asks for each request; 1 ends its connection with the answer. The count includes one that is waited for. */
    @Override
    public int getMaxKeepAliveRequests() {
        return getConnectionCount() >= getMaxConnections() ? 1 : super.getMaxKeepAliveRequests();
    }

    @Override
    protected Processor createProcessor() {
        return new Timed(this, getAdapter(), limit);
    }

    /** Stays with a connection from the first byte of a request on, and is asked whenever more has come. */
    private static final class Timed extends Http11Processor {

        private final Duration limit;
        /** Weak, since Tomcat keeps processors for other connections. */
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
