package io.opportunities;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Compares two running instances, such as with row-level security on and off: 16 clients create, then get by id, by turns at either one.
 *
 * <p>
 * Arguments: the API key, good at both; the URL of one; the URL of the other. Without a rate limit, or that is what is measured.
 */
public final class ThroughputBenchmark {

    private static final int CLIENTS = 16;
    private static final int ROUNDS = 5;
    private static final long ROUND = Duration.ofSeconds(5).toNanos();
    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String key;
    private final AtomicLong numbers = new AtomicLong(System.nanoTime());

    private ThroughputBenchmark(String key) {
        this.key = key;
    }

    /** What a client does once. */
    private interface Call {

        void at(String url) throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        ThroughputBenchmark benchmark = new ThroughputBenchmark(arguments[0]);
        benchmark.compare("create", arguments[1], arguments[2], benchmark::create);
        String one = benchmark.create(arguments[1]);
        String other = benchmark.create(arguments[2]);
        benchmark.compare("get by id", arguments[1], arguments[2],
                url -> benchmark.send(url, url.equals(arguments[1]) ? one : other, HttpRequest.newBuilder(), 200));
    }

    private void compare(String name, String one, String other, Call call) throws Exception {
        perSecond(one, call);
        perSecond(other, call);
        List<Double> ofOne = new ArrayList<>();
        List<Double> ofOther = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            ofOne.add(perSecond(one, call));
            ofOther.add(perSecond(other, call));
        }
        System.out.printf("%-9s: medians %.0f and %.0f a second, ratio %.3f; %s and %s%n", name, median(ofOne), median(ofOther),
                median(ofOne) / median(ofOther), ofOne, ofOther);
    }

    private static double perSecond(String url, Call call) throws Exception {
        long begin = System.nanoTime();
        List<Future<Long>> clients = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(CLIENTS)) {
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(threads.submit(() -> {
                    long done = 0;
                    while (System.nanoTime() - begin < ROUND) {
                        call.at(url);
                        done++;
                    }
                    return done;
                }));
            }
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        long all = 0;
        for (Future<Long> client : clients) {
            all += client.get();
        }
        return Math.round(all / seconds);
    }

    private String create(String url) throws Exception {
        String body = """
                {"title": "Roof %1$d", "address": "%1$d Elm St, Nashville, TN 37201", "trades": ["Roofing"],
                 "primaryEmail": "p%1$d@example.com"}""".formatted(numbers.incrementAndGet());
        return send(url, "/opportunities", HttpRequest.newBuilder().POST(BodyPublishers.ofString(body)), 201).headers()
                .firstValue("Location").orElseThrow();
    }

    private HttpResponse<String> send(String url, String path, HttpRequest.Builder request, int expected) throws Exception {
        HttpResponse<String> answer = HTTP.send(request.uri(URI.create(url + path)).header("x-api-key", key)
                .header("Content-Type", "application/json").build(), BodyHandlers.ofString());
        if (answer.statusCode() != expected) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
        return answer;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
