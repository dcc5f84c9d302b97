package io.opportunities.trials;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.Answer;
import io.opportunities.Client;
import io.opportunities.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Clients that send a byte a second neither stop others nor stay.
 *
 * <p>
 * {@code -Dslow.connections} is how many there are of each kind.
 */
@TrialTest
class SlowClientTests {

    private static final int CONNECTIONS = Integer.getInteger("slow.connections", 500);
    private static final int OTHERS = 200;
    private static final Duration BYTE = Duration.ofSeconds(1);
    /** The limit of this trial, what is in flight, and some room for a machine that is busy. */
    private static final Duration LONGEST = Duration.ofSeconds(12);
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(5);

    @Autowired
    private Service service;

    private Client company;

    @BeforeEach
    void aCompany() {
        company = service.newCompany();
    }

    @Test
    void headersThatComeByteByByteAreHungUpOn() throws Exception {
        try (SlowSender slow = new SlowSender(service.url(), CONNECTIONS, "GET /contacts HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")) {
            assertThat(cutOff(slow, "headers")).isLessThan(LONGEST);
        }
    }

    @Test
    void aRequestLineThatComesByteByByteIsHungUpOn() throws Exception {
        try (SlowSender slow = new SlowSender(service.url(), CONNECTIONS, "GET /contacts?q=")) {
            assertThat(cutOff(slow, "a request line")).isLessThan(LONGEST);
        }
    }

    @Test
    void aBodyThatComesByteByByteIsRefused() throws Exception {
        try (SlowSender slow = new SlowSender(service.url(), CONNECTIONS, post(company.key()))) {
            assertThat(cutOff(slow, "a body")).isLessThan(LONGEST);
            assertThat(slow.answers()).filteredOn(answer -> !answer.startsWith("HTTP/1.1 4")).isEmpty();
        }
    }

    @Test
    void aBodyThatNobodyWantsIsNotReadToItsEnd() throws Exception {
        try (SlowSender slow = new SlowSender(service.url(), CONNECTIONS, post("no-such-key"))) {
            assertThat(cutOff(slow, "a body without a key")).isLessThan(LONGEST);
            assertThat(slow.answers()).hasSize(CONNECTIONS).allMatch(answer -> answer.startsWith("HTTP/1.1 401"));
        }
    }

    @Test
    void aBodyThatComesSlowlyButComesIsTaken() throws Exception {
        String name = "x".repeat(200);
        String json = "{\"name\": \"%s\"}".formatted(name);
        try (SlowSender slow = new SlowSender(service.url(), 1,
                "POST /contacts HTTP/1.1\r\nHost: localhost\r\nx-api-key: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
                        .formatted(company.key(), json.length()))) {
            for (char next : json.toCharArray()) {
                slow.sendOne(next);
                Waiting.pause(Duration.ofMillis(10));
            }
            Waiting.until(() -> "an answer", Duration.ofSeconds(10), () -> {
                slow.sendOne(' ');
                return !slow.answers().isEmpty();
            });
            assertThat(slow.answers().getFirst()).startsWith("HTTP/1.1 201");
        }
    }

    private static String post(String key) {
        return "POST /contacts HTTP/1.1\r\nHost: localhost\r\nx-api-key: %s\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n{"
                .formatted(key);
    }

    /** How long the last of them was served, while others were answered as ever. */
    private Duration cutOff(SlowSender slow, String what) throws Exception {
        long begun = System.nanoTime();
        try (ExecutorService others = Executors.newSingleThreadExecutor()) {
            Future<List<Duration>> served = others.submit(this::requests);
            while (slow.stillOpen() > 0 && since(begun).compareTo(LONGEST.multipliedBy(2)) < 0) {
                slow.sendOne('a');
                Waiting.pause(BYTE);
            }
            Duration all = since(begun);
            List<Duration> answered = served.get();
            System.out.printf(
                    "%d connections that send %s a byte a second: the last was cut off after %d ms; %d others were answered in %d ms "
                            + "(median), %d ms (longest)%n",
                    CONNECTIONS, what, all.toMillis(), OTHERS,
                    answered.get(OTHERS / 2).toMillis(), answered.getLast().toMillis());
            assertThat(answered.getLast()).isLessThan(LONGEST_ANSWER);
            return all;
        }
    }

    /** The times of the others, shortest first. */
    private List<Duration> requests() {
        List<Duration> times = new ArrayList<>();
        for (int i = 0; i < OTHERS; i++) {
            long begun = System.nanoTime();
            Answer answer = company.post("/contacts", "{\"name\": \"Dana\"}");
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
