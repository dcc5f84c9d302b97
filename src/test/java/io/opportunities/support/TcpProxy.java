package io.opportunities.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A connection to the database that can be cut, which closes it, or silenced, so that no bytes pass. */
public final class TcpProxy implements AutoCloseable {

    private final String databaseUrl;
    private final URI database;
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private State state = State.WHOLE;

    public enum State {
        WHOLE, CUT, SILENT
    }

    public TcpProxy(String databaseUrl) throws IOException {
        this.databaseUrl = databaseUrl;
        this.database = URI.create(databaseUrl.replaceFirst("^jdbc:", ""));
        Thread.startVirtualThread(this::accept);
    }

    public String url() {
        return databaseUrl.replaceFirst("//[^/]+/", "//127.0.0.1:%d/".formatted(server.getLocalPort()));
    }

    public synchronized void become(State next) {
        state = next;
        if (next == State.CUT) {
            open.forEach(TcpProxy::hangUp);
        }
        notifyAll();
    }

    private synchronized boolean mayPass() throws InterruptedException {
        while (state == State.SILENT) {
            wait();
        }
        return state == State.WHOLE;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                Thread.startVirtualThread(() -> connect(client));
            }
        } catch (IOException closed) {
            open.forEach(TcpProxy::hangUp);
        }
    }

    private void connect(Socket client) {
        open.add(client);
        try {
            if (mayPass()) {
                Socket behind = new Socket(database.getHost(), database.getPort());
                open.add(behind);
                Thread.startVirtualThread(() -> pass(behind, client));
                pass(client, behind);
            }
        } catch (IOException | InterruptedException e) {
            // as with any failed connection
        } finally {
            hangUp(client);
        }
    }

    private void pass(Socket from, Socket to) {
        try (from; to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] bytes = new byte[8_192];
            for (int read = in.read(bytes); read >= 0 && mayPass(); read = in.read(bytes)) {
                out.write(bytes, 0, read);
            }
        } catch (IOException | InterruptedException e) {
            // the other end closed it
        }
    }

    private static void hangUp(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        become(State.CUT);
        server.close();
    }
}
