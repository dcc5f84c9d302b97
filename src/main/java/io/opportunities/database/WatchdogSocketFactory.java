package io.opportunities.database;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates connections to the database with a limit for each read but no timer per read. A thread checks all connections once a second and
 * closes those over their limit. It does nothing else, so it never waits.
 *
 * <p> A timeout on a virtual thread wakes the timer of its scheduler twice, however soon the response arrives. That was a tenth of the
 * service's work for a call. Timeouts of a few seconds, which need precision, use the socket's own.
 *
 * @see <a href="https://jdbc.postgresql.org/documentation/use/#connection-parameters">pgJDBC, socketFactory and socketTimeout</a>
 */
public final class WatchdogSocketFactory extends SocketFactory {

    private static final Logger LOG = LoggerFactory.getLogger(WatchdogSocketFactory.class);

    private static final int EXACT_UP_TO = (int) Duration.ofSeconds(5).toMillis();

    private static final Set<WatchdogSocket> OPEN = ConcurrentHashMap.newKeySet();

    static {
        // lives as long as the process: connections are opened before the context exists, and used while it closes
        Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("silent-database").factory())
                .scheduleWithFixedDelay(() -> OPEN.forEach(WatchdogSocket::abort), 1, 1, TimeUnit.SECONDS);
    }

    @Override
    public Socket createSocket() {
        return new WatchdogSocket();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return createSocket(InetAddress.getByName(host), port);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return createSocket(InetAddress.getByName(host), port, localHost, localPort);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        Socket socket = createSocket();
        socket.connect(new InetSocketAddress(host, port));
        return socket;
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) throws IOException {
        Socket socket = createSocket();
        socket.bind(new InetSocketAddress(localAddress, localPort));
        socket.connect(new InetSocketAddress(address, port));
        return socket;
    }

    /** One connection. */
    private static final class WatchdogSocket extends Socket {

        private volatile int limit;
        private volatile long waitingSince;

        @Override
        public void setSoTimeout(int milliseconds) throws SocketException {
            super.setSoTimeout(milliseconds > EXACT_UP_TO ? 0 : milliseconds);
            limit = milliseconds;
        }

        @Override
        public int getSoTimeout() {
            return limit;
        }

        @Override
        public void connect(SocketAddress peer, int timeout) throws IOException {
            super.connect(peer, timeout);
            OPEN.add(this);
        }

        @Override
        public void close() throws IOException {
            OPEN.remove(this);
            super.close();
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return new ResponseStream(super.getInputStream());
        }

        void abort() {
            long since = waitingSince;
            if (since != 0 && limit > EXACT_UP_TO && System.nanoTime() - since > Duration.ofMillis(limit).toNanos()) {
                LOG.warn("The database has not answered for {} ms: hung up", limit);
                try {
                    close();
                } catch (IOException gone) {
                    LOG.debug("It was closed already", gone);
                }
            }
        }

        /** The bytes from the database, and the start of the current wait for them. */
        private final class ResponseStream extends InputStream {

            private final InputStream source;

            ResponseStream(InputStream source) {
                this.source = source;
            }

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                waitingSince = System.nanoTime();
                try {
                    return source.read(bytes, offset, length);
                } finally {
                    waitingSince = 0;
                }
            }

            @Override
            public int available() throws IOException {
                return source.available();
            }

            @Override
            public void close() throws IOException {
                source.close();
            }
        }
    }
}
