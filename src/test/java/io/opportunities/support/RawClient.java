package io.opportunities.support;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Sends bytes that no HTTP client would send, and reads the response. */
public record RawClient(String url) {

    private static final int TIMEOUT_MILLIS = 20_000;

    /**
     * @param request from its request line on; it should contain {@code Connection: close}
     * @throws IllegalStateException without an HTTP response
     */
    public TestResponse send(byte[] request) {
        URI uri = URI.create(url);
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            write(socket, request);
            return AnswerCheck.checkedRefusal(url, read(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A server that rejects a request early may stop reading it. */
    private static void write(Socket socket, byte[] request) throws IOException {
        try {
            OutputStream out = socket.getOutputStream();
            out.write(request);
            out.flush();
            socket.shutdownOutput();
        } catch (SocketException closed) {
            // an earlier response is still readable
        }
    }

    private static TestResponse read(String text) {
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            throw new IllegalStateException("no HTTP answer: " + text);
        }
        List<String> head = Arrays.asList(text.substring(0, end).split("\r\n"));
        Map<String, List<String>> headers = head.stream().skip(1).map(line -> line.split(":", 2))
                .collect(Collectors.groupingBy(line -> line[0], Collectors.mapping(line -> line[1].strip(), Collectors.toList())));
        HttpHeaders all = HttpHeaders.of(headers, (name, value) -> true);
        String body = text.substring(end + 4);
        boolean chunked = all.firstValue("Transfer-Encoding").filter("chunked"::equalsIgnoreCase).isPresent();
        return new TestResponse(Integer.parseInt(head.getFirst().split(" ")[1]), all, chunked ? withoutChunkSizes(body) : body);
    }

    private static String withoutChunkSizes(String body) {
        return body.replaceAll("(?m)^[0-9a-f]+\r\n", "").replace("\r\n", "");
    }
}
