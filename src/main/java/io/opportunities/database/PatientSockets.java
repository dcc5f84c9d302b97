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
 * Connections to the database that bound how long a read may take without a timer for each: who waits for longer has the connection
 * closed under it, by a thread that looks at all of them once a second and does nothing else, so that it waits for nobody.
 *
 * <p>
 * A virtual thread that waits with a time-out wakes the timer of its scheduler twice, however soon the answer comes; that was a tenth of
 * what the service did for a call. Time-outs of a few seconds, which want to be exact, are left to the socket.
 *
 * @see <a href="https://jdbc.postgresql.org/documentation/use/#connection-parameters">pgJDBC, socketFactory and socketTimeout</a>
 */
public final class PatientSockets extends SocketFactory {

    private static final Logger LOG = LoggerFactory.getLogger(PatientSockets.class);

    private static final int EXACT_UP_TO = (int) Duration.ofSeconds(5).toMillis();

    private static final Set<PatientSocket> OPEN = ConcurrentHashMap.newKeySet();

    static {
        // for as long as the process lives: connections are made before its context is there, and used while that is closing
        Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("silent-database").factory())
                .scheduleWithFixedDelay(() -> OPEN.forEach(PatientSocket::hangUp), 1, 1, TimeUnit.SECONDS);
    }

    @Override
    public Socket createSocket() {
        return new PatientSocket();
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
    private static final class PatientSocket extends Socket {

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
            return new Answers(super.getInputStream());
        }

        void hangUp() {
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

        /** What the database sends, and since when it is waited for. */
        private final class Answers extends InputStream {

            private final InputStream source;

            Answers(InputStream source) {
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
