package io.opportunities.trials;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.Client;
import io.opportunities.support.Receiver;
import io.opportunities.support.TestResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Instances are killed and PostgreSQL is stopped for {@code -Dkill.seconds=60} while clients change records. A puller and two webhooks see
 * every change, in order per record.
 */
@EnabledIfSystemProperty(named = "kill.seconds", matches = "\\d+")
class EventKillTests {

    private static final int WRITERS = 8;
    private static final int RECORDS_OF_WRITER = 10;
    private static final Duration LENGTH = Duration.ofSeconds(Long.getLong("kill.seconds", 0));
    private static final Duration TIMEOUT = Duration.ofSeconds(180);

    private final Tally tally = new Tally();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final AtomicInteger changes = new AtomicInteger();
    private final List<JsonNode> pulled = new CopyOnWriteArrayList<>();
    private List<Client> instances = List.of();

    @Test
    void everyChangeIsSeenInOrder(@TempDir Path directory) throws Exception {
        List<Replica> replicas = new ArrayList<>();
        try (PostgresCluster postgres = PostgresCluster.in(directory.resolve("postgres")).start();
                Receiver flaky = new Receiver();
                Receiver healthy = new Receiver()) {
            for (String name : List.of("a", "b")) {
                replicas.add(Replica.on(postgres.url(), postgres.password(), directory.resolve(name + ".log"))
                        .with("OPPORTUNITIES_WEBHOOKS_ALLOW_PRIVATE_TARGETS", "true").start());
            }
            instances = replicas.stream().map(replica -> new Client(replica.awaitReady().url(), Replica.KEY)).toList();
            flaky.answer(delivery -> ThreadLocalRandom.current().nextInt(4) == 0 ? 500 : 200);
            for (Receiver receiver : List.of(flaky, healthy)) {
                instances.getFirst().post("/webhooks",
                        "{\"url\": \"%s\", \"triggers\": [\"REQUEST_UPDATED\"]}".formatted(receiver.url()));
            }
            Thread puller = Thread.ofVirtual().start(this::pull);
            List<Thread> writers = IntStream.range(0, WRITERS).mapToObj(this::write).toList();

            new FaultInjector(replicas, postgres, 25, tally).strike(LENGTH, LENGTH.toSeconds() < 60 ? 1 : 2);
            stopped.set(true);
            for (Thread writer : writers) {
                writer.join();
            }

            Eventually.until(() -> "all changes at the puller", TIMEOUT, () -> pulled.size() >= changes.get());
            for (Receiver receiver : List.of(flaky, healthy)) {
                Eventually.until(() -> "all changes at a webhook", TIMEOUT,
                        () -> receiver.accepted().stream().map(Receiver.Delivery::id).distinct().count() >= changes.get());
            }
            puller.interrupt();
            puller.join();
            assertThat(changes.get()).isPositive();
            assertThat(gaps(pulled)).as("pull").isEmpty();
            assertThat(pulled).extracting(event -> event.get("eventId").stringValue()).hasSize(changes.get()).doesNotHaveDuplicates();
            assertThat(gaps(once("at the flaky webhook", flaky))).as("flaky").isEmpty();
            assertThat(gaps(once("at the healthy webhook", healthy))).as("healthy").isEmpty();
            tally.print("Killed while %d changes were made".formatted(changes.get()));
        } finally {
            replicas.forEach(Replica::close);
        }
    }

    /** Changes records of its own: a repeated request changes nothing, so each acknowledged one is one event. */
    private Thread write(int writer) {
        return Thread.ofVirtual().start(() -> {
            List<Long> ids = IntStream.range(0, RECORDS_OF_WRITER).mapToObj(i -> patiently(at -> at.post("/opportunities",
                    "{\"title\": \"Record %d-%d\", \"address\": \"1 Oak St\", \"trades\": [\"Roofing\"]}".formatted(writer, i))).id())
                    .toList();
            for (int value = 1; !stopped.get(); value++) {
                String change = "{\"value\": %d}".formatted(value);
                long id = ids.get(ThreadLocalRandom.current().nextInt(RECORDS_OF_WRITER));
                assertThat(patiently(at -> at.patch("/opportunities/" + id, change)).status()).isEqualTo(200);
                changes.incrementAndGet();
            }
        });
    }

    private TestResponse patiently(Function<Client, TestResponse> call) {
        while (true) {
            try {
                TestResponse answer = call.apply(instances.get(ThreadLocalRandom.current().nextInt(instances.size())));
                if (answer.status() != 503) {
                    return answer;
                }
            } catch (IllegalStateException lost) {
                tally.count("tried again: no answer");
            }
            Eventually.pause(Duration.ofMillis(50));
        }
    }

    private void pull() {
        String after = "";
        while (!Thread.currentThread().isInterrupted()) {
            try {
                String query = "/events?types=REQUEST_UPDATED&wait=1" + after;
                TestResponse page = patiently(at -> at.get(query));
                page.json().forEach(pulled::add);
                after = "&after=" + page.header("X-Next-Cursor");
            } catch (IllegalStateException interrupted) {
                return;
            }
        }
    }

    /** Returns the accepted events without repeated ones. A repeated event is the last of its record so far: its answer was lost. */
    private List<JsonNode> once(String where, Receiver receiver) {
        Map<Long, String> last = new HashMap<>();
        List<JsonNode> events = new ArrayList<>();
        for (Receiver.Delivery delivery : receiver.accepted()) {
            JsonNode event = delivery.event();
            if (delivery.id().equals(last.put(event.get("recordId").asLong(), delivery.id()))) {
                tally.count("repeated " + where);
            } else {
                events.add(event);
            }
        }
        assertThat(events).as(where).hasSize(changes.get());
        return events;
    }

    /** Returns the events that do not go on where the one before of their record ended. */
    private static List<String> gaps(List<JsonNode> events) {
        Map<Long, String> last = new HashMap<>();
        List<String> gaps = new ArrayList<>();
        for (JsonNode event : events) {
            JsonNode change = event.get("changes").get(0);
            String before = last.put(event.get("recordId").asLong(), change.get("to").toString());
            if (!(before == null ? "null" : before).equals(change.get("from").toString())) {
                gaps.add(event.toString());
            }
        }
        return gaps;
    }
}
