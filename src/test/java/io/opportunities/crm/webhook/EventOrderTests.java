package io.opportunities.crm.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.DatabaseOwner;
import io.opportunities.support.Receiver;
import io.opportunities.support.SecondInstance;
import io.opportunities.support.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/**
 * Sixteen writers on two replicas, with commits delayed at random: a puller and three webhooks see every event, in order per record. The
 * full size is {@code -Devents.changes=20000 -Devents.records=500 -Devents.delay=2000 -Devents.slow=5000 -Devents.down=60000}.
 */
@Tag("citus")
@ApiTest
@TestPropertySource(properties = "opportunities.webhooks.allow-private-targets=true")
class EventOrderTests {

    private static final int WRITERS = 16;
    private static final int CHANGES = Integer.getInteger("events.changes", 300);
    private static final int RECORDS = Integer.getInteger("events.records", 60);
    private static final int DELAY = Integer.getInteger("events.delay", 200);
    private static final int SLOW = Integer.getInteger("events.slow", 50);
    private static final int DOWN = Integer.getInteger("events.down", 3_000);
    private static final Duration PATIENCE = Duration.ofMillis(60_000L + 20L * CHANGES + DOWN + (long) CHANGES * SLOW / 16);

    @Autowired
    private Service service;

    @Autowired
    private DatabaseOwner owner;

    private Client company;

    @BeforeEach
    void delayCommits() {
        company = service.newCompany();
        long companyId = owner.sql("select max(company_id) from company").query(Long.class).single();
        owner.sql("""
                create function delay_commit() returns trigger language plpgsql as $$
                begin
                    perform pg_sleep(random() * %d / 1000.0);
                    return null;
                end $$""".formatted(DELAY)).update();
        owner.sql("""
                create constraint trigger change_delays_commit after insert on change deferrable initially deferred
                   for each row when (new.company_id = %d and new.action = 'UPDATED') execute function delay_commit()"""
                .formatted(companyId))
                .update();
    }

    @AfterEach
    void endDelays() {
        owner.sql("drop trigger change_delays_commit on change").update();
        owner.sql("drop function delay_commit").update();
    }

    @Test
    void everyReaderSeesEveryEventInOrder() throws Exception {
        try (SecondInstance second = SecondInstance.beside(service, "opportunities.webhooks.allow-private-targets=true");
                Receiver flaky = new Receiver();
                Receiver slow = new Receiver();
                Receiver down = new Receiver()) {
            Client other = company.at(second.url());
            List<Long> ids = IntStream.range(0, RECORDS).mapToObj(i -> company.post("/opportunities",
                    "{\"title\": \"Record %d\", \"address\": \"1 Oak St\", \"trades\": [\"Roofing\"]}".formatted(i)).id()).toList();
            long upAt = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(DOWN);
            // of hundreds of events one would fail nine times in a row, and wait for minutes
            Map<String, Integer> failures = new ConcurrentHashMap<>();
            flaky.answer(delivery -> ThreadLocalRandom.current().nextBoolean() || failures.merge(delivery.id(), 1, Integer::sum) > 4
                    ? 200
                    : 500);
            slow.answer(delivery -> pause(SLOW));
            down.answer(delivery -> System.nanoTime() - upAt < 0 ? 503 : 200);
            for (Receiver receiver : List.of(flaky, slow, down)) {
                company.post("/webhooks", "{\"url\": \"%s\", \"triggers\": [\"REQUEST_UPDATED\"]}".formatted(receiver.url()));
            }
            List<JsonNode> pulled = new CopyOnWriteArrayList<>();
            Thread puller = Thread.ofVirtual().start(() -> pull(List.of(company, other), pulled));
            AtomicInteger counter = new AtomicInteger();
            List<Thread> writers = IntStream.range(0, WRITERS).mapToObj(writer -> Thread.ofVirtual().start(() -> {
                for (int value = counter.incrementAndGet(); value <= CHANGES; value = counter.incrementAndGet()) {
                    Client at = value % 2 == 0 ? company : other;
                    long id = ids.get(ThreadLocalRandom.current().nextInt(RECORDS));
                    String change = "{\"value\": %d}".formatted(value);
                    int status = at.patch("/opportunities/" + id, change).status();
                    while (status == 503) {
                        pause(100);
                        status = at.patch("/opportunities/" + id, change).status();
                    }
                    assertThat(status).isEqualTo(200);
                }
            })).toList();
            for (Thread writer : writers) {
                writer.join();
            }

            Awaitility.await("pull").atMost(PATIENCE).until(() -> pulled.size() >= CHANGES);
            for (Receiver receiver : List.of(slow, down, flaky)) {
                Awaitility.await(receiver.url()).atMost(PATIENCE).until(() -> receiver.accepted().size(), size -> size >= CHANGES);
            }
            puller.interrupt();
            assertComplete("pull", pulled);
            assertComplete("flaky", events(flaky));
            assertComplete("slow", events(slow));
            assertComplete("down", events(down));
        }
    }

    private static List<JsonNode> events(Receiver receiver) {
        return receiver.accepted().stream().map(Receiver.Delivery::event).toList();
    }

    private static void pull(List<Client> replicas, List<JsonNode> pulled) {
        String after = "";
        for (int i = 0; !Thread.currentThread().isInterrupted() && pulled.size() < CHANGES; i++) {
            var page = replicas.get(i % 2).get("/events?types=REQUEST_UPDATED&wait=1" + after);
            // a client repeats a call that found the service overloaded
            if (page.status() == 200) {
                page.json().forEach(pulled::add);
                after = "&after=" + page.header("X-Next-Cursor");
            }
        }
    }

    private static void assertComplete(String reader, List<JsonNode> events) {
        Map<Long, String> last = new HashMap<>();
        Set<String> ids = new HashSet<>();
        List<String> wrong = new ArrayList<>();
        for (JsonNode event : events) {
            JsonNode change = event.get("changes").get(0);
            String before = last.put(event.get("recordId").asLong(), change.get("to").toString());
            if (!(before == null ? "null" : before).equals(change.get("from").toString())) {
                wrong.add(event.toString());
            }
            ids.add(event.get("eventId").stringValue());
        }
        assertThat(wrong).as(reader).isEmpty();
        assertThat(events).as(reader).hasSize(CHANGES);
        assertThat(ids).as(reader).hasSize(CHANGES);
    }

    private static int pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 200;
    }
}
