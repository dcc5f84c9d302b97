package io.opportunities.trials;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Many connections, on each of which a request comes byte by byte. */
final class SlowSender implements AutoCloseable {

    private final List<SocketChannel> open = new ArrayList<>();
    private final List<String> answers = new ArrayList<>();

    /**
     * Opens the connections.
     *
     * @param begin what is sent on each at once
     */
    SlowSender(String url, int connections, String begin) throws IOException {
        URI service = URI.create(url);
        for (int i = 0; i < connections; i++) {
            SocketChannel channel = SocketChannel.open(new InetSocketAddress(service.getHost(), service.getPort()));
            open.add(channel);
            channel.write(ByteBuffer.wrap(begin.getBytes(StandardCharsets.US_ASCII)));
            channel.configureBlocking(false);
        }
    }

    /** Sends one more byte on each connection that is still open. */
    void sendOne(char next) {
        open.removeIf(channel -> isEnded(channel, next));
    }

    private boolean isEnded(SocketChannel channel, char next) {
        try {
            ByteBuffer answer = ByteBuffer.allocate(4_096);
            int read = channel.read(answer);
            if (read > 0) {
                answers.add(new String(answer.array(), 0, read, StandardCharsets.UTF_8));
            }
            channel.write(ByteBuffer.wrap(new byte[]{(byte) next}));
            return read < 0 && close(channel);
        } catch (IOException closedByTheService) {
            return close(channel);
        }
    }

    private static boolean close(SocketChannel channel) {
        try {
            channel.close();
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int stillOpen() {
        return open.size();
    }

    /** What came back on them. */
    List<String> answers() {
        return answers;
    }

    @Override
    public void close() {
        open.forEach(SlowSender::close);
    }
}
