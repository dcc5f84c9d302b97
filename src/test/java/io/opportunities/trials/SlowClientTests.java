package io.opportunities.trials;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.Client;
import io.opportunities.support.Service;
import io.opportunities.support.TestResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Clients that send a byte a second neither block others nor stay connected.
 *
 * <p> {@code -Dslow.connections} is the number of each kind.
 */
@TrialTest
class SlowClientTests {

    private static final int CONNECTIONS = Integer.getInteger("slow.connections", 500);
    private static final int OTHERS = 200;
    private static final Duration BYTE = Duration.ofSeconds(1);
    /** The limit of this trial, requests in flight, and a margin for a busy machine. */
    private static final Duration MAX_DURATION = Duration.ofSeconds(15);
    private static final Duration MAX_RESPONSE_TIME = Duration.ofSeconds(5);

    @Autowired
    private Service service;

    private Client company;

    @BeforeEach
    void aCompany() {
        company = service.newCompany();
    }

    @Test
    void headersThatComeByteByByteAreCutOffWhileOthersAreServed() throws Exception {
        try (SlowSender line = sender("GET /contacts?q=");
                SlowSender headers = sender("GET /contacts HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")) {
            serveOthersBeside("a request line or headers", line, headers);
        }
    }

    @Test
    void bodiesThatComeByteByByteAreRefusedWhileOthersAreServed() throws Exception {
        try (SlowSender wanted = sender(post(company.key(), 100_000));
                SlowSender unwanted = sender(post("no-such-key", 100_000))) {
            serveOthersBeside("a body", wanted, unwanted);

            assertThat(wanted.answers()).allSatisfy(
                    answer -> assertThat(answer).startsWith("HTTP/1.1 400").contains("the body did not arrive in time"));
            assertThat(unwanted.answers()).hasSize(CONNECTIONS).filteredOn(answer -> !answer.startsWith("HTTP/1.1 401")).isEmpty();
        }
    }

    @Test
    void aBodyThatComesFastEnoughIsTakenHoweverLongItTakes() throws Exception {
        String json = "{\"name\": \"%s\"}".formatted("x".repeat(200));
        try (SlowSender steady = new SlowSender(service.url(), 1, post(company.key(), json.length()))) {
            for (char next : json.toCharArray()) {
                steady.sendOne(next);
                Eventually.pause(Duration.ofMillis(5));
            }
            Eventually.until(() -> "an answer", Duration.ofSeconds(10), () -> {
                steady.sendOne(' ');
                return !steady.answers().isEmpty();
            });

            assertThat(steady.answers().getFirst()).startsWith("HTTP/1.1 201");
        }
    }

    @Test
    void anUnreadBodyIsNotSkippedForLongHoweverFastItComes() throws Exception {
        long begun = System.nanoTime();
        try (SlowSender steady = new SlowSender(service.url(), 1, post("no-such-key", 1_000_000))) {
            while (steady.stillOpen() > 0 && since(begun).compareTo(MAX_DURATION) < 0) {
                steady.sendOne('a');
                Eventually.pause(Duration.ofMillis(1));
            }

            assertThat(steady.stillOpen()).isZero();
            assertThat(steady.answers()).singleElement().asString().startsWith("HTTP/1.1 401");
        }
    }

    private SlowSender sender(String begin) throws Exception {
        return new SlowSender(service.url(), CONNECTIONS, begin);
    }

    private static String post(@Nullable String key, int length) {
        return """
                POST /contacts HTTP/1.1\r
                Host: localhost\r
                x-api-key: %s\r
                Content-Type: application/json\r
                Content-Length: %d\r
                \r
                """.formatted(key, length);
    }

    private void serveOthersBeside(String what, SlowSender... senders) throws Exception {
        long begun = System.nanoTime();
        try (ExecutorService others = Executors.newSingleThreadExecutor()) {
            Future<List<Duration>> served = others.submit(this::requests);
            while (areOpen(senders) && since(begun).compareTo(MAX_DURATION) < 0) {
                for (SlowSender sender : senders) {
                    sender.sendOne('a');
                }
                Eventually.pause(BYTE);
            }
            Duration cutOff = since(begun);
            List<Duration> times = served.get();
            System.out.printf("%d connections that sent %s a byte a second: the last was cut off after %d ms; "
                    + "%d others were answered in %d ms (median), %d ms (longest)%n", CONNECTIONS * senders.length, what, cutOff.toMillis(),
                    OTHERS, times.get(OTHERS / 2).toMillis(), times.getLast().toMillis());
            assertThat(areOpen(senders)).isFalse();
            assertThat(times.getLast()).isLessThan(MAX_RESPONSE_TIME);
        }
    }

    private static boolean areOpen(SlowSender... senders) {
        return List.of(senders).stream().anyMatch(sender -> sender.stillOpen() > 0);
    }

    /** Returns the times of the others, shortest first. */
    private List<Duration> requests() {
        List<Duration> times = new ArrayList<>();
        for (int i = 0; i < OTHERS; i++) {
            long begun = System.nanoTime();
            TestResponse answer = company.post("/contacts", "{\"name\": \"Dana\"}");
            times.add(since(begun));
            assertThat(answer.status()).isEqualTo(201);
        }
        Collections.sort(times);
        return times;
    }

    private static Duration since(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun);
    }
}
