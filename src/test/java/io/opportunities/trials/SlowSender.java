package io.opportunities.trials;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Many connections, each with a request byte by byte. */
final class SlowSender implements AutoCloseable {

    private final List<Connection> all = new ArrayList<>();

    /**
     * Opens the connections.
     *
     * @param begin first bytes on each
     */
    SlowSender(String url, int connections, String begin) throws IOException {
        URI service = URI.create(url);
        for (int i = 0; i < connections; i++) {
            SocketChannel channel = SocketChannel.open(new InetSocketAddress(service.getHost(), service.getPort()));
            channel.write(ByteBuffer.wrap(begin.getBytes(StandardCharsets.US_ASCII)));
            channel.configureBlocking(false);
            all.add(new Connection(channel, new StringBuilder()));
        }
    }

    /** Sends one more byte on each open connection. */
    void sendOne(char next) throws IOException {
        for (Connection connection : all) {
            connection.sendOne((byte) next);
        }
    }

    long stillOpen() {
        return all.stream().filter(connection -> connection.channel().isOpen()).count();
    }

    /** Returns the responses on all connections that received any. */
    List<String> answers() {
        return all.stream().map(connection -> connection.answer().toString()).filter(answer -> !answer.isEmpty()).toList();
    }

    @Override
    public void close() throws IOException {
        for (Connection connection : all) {
            connection.channel().close();
        }
    }

    private record Connection(SocketChannel channel, StringBuilder answer) {

        void sendOne(byte next) throws IOException {
            if (!channel.isOpen()) {
                return;
            }
            try {
                if (isClosedByTheService()) {
                    channel.close();
                } else {
                    channel.write(ByteBuffer.wrap(new byte[]{next}));
                }
            } catch (IOException reset) {
                channel.close();
            }
        }

        private boolean isClosedByTheService() throws IOException {
            ByteBuffer bytes = ByteBuffer.allocate(8_192);
            int read = channel.read(bytes);
            if (read > 0) {
                answer.append(new String(bytes.array(), 0, read, StandardCharsets.UTF_8));
            }
            return read < 0;
        }
    }
}
