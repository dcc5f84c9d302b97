package io.opportunities.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A receiver of webhooks on this machine. */
public final class Receiver implements AutoCloseable {

    private final HttpServer server;
    private final Queue<Delivery> all = new ConcurrentLinkedQueue<>();
    private volatile Function<Delivery, Integer> answer = delivery -> 200;
    private volatile Map<String, String> headers = Map.of();
    private volatile Optional<String> body = Optional.empty();

    public Receiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 500);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::receive);
        server.start();
    }

    /** A received delivery, with its headers in lower case. */
    public record Delivery(Map<String, String> headers, String body, int status) {

        public String id() {
            return String.valueOf(headers.get("webhook-id"));
        }

        public JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }

        public JsonNode event() {
            return json().get("event");
        }
    }

    public String url() {
        return "http://localhost:" + server.getAddress().getPort() + "/hook";
    }

    /** Answers from now on with the status that this returns. */
    public void answer(Function<Delivery, Integer> status) {
        answer = status;
    }

    public void answerHeaders(Map<String, String> others) {
        headers = others;
    }

    public void answerBody(String text) {
        body = Optional.of(text);
    }

    public List<Delivery> all() {
        return List.copyOf(all);
    }

    /** Returns the deliveries that it has accepted. */
    public List<Delivery> accepted() {
        return all.stream().filter(delivery -> delivery.status / 100 == 2).toList();
    }

    public List<Delivery> awaitAccepted(int number) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> accepted().size() >= number);
        return accepted();
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> received = new HashMap<>();
            exchange.getRequestHeaders().forEach((name, values) -> received.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
            String sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            int status = answer.apply(new Delivery(received, sent, 0));
            all.add(new Delivery(received, sent, status));
            headers.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
            byte[] text = body.orElse("answer " + status).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, text.length);
            exchange.getResponseBody().write(text);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
