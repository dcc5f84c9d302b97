package io.opportunities.crm.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.DatabaseOwner;
import io.opportunities.support.Receiver;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** Prints what the log of events and a webhook cost, and how fast events arrive, with {@code -Dtiming.events=3000} calls a part. */
@ApiTest
@TestPropertySource(properties = {"opportunities.webhooks.allow-private-targets=true", "opportunities.rate-limit.per-second=0"})
@EnabledIfSystemProperty(named = "timing.events", matches = "\\d+")
class EventTimingTests {

    private static final int CALLS = Integer.getInteger("timing.events", 0);
    private static final int WARM_UP_ROUNDS = 2;
    private static final int ROUNDS = 9;
    private static final int CLIENTS = 16;
    private static final int RECORDS = 200;
    private static final int CHANGES_PER_SECOND = 200;

    @Autowired
    private DatabaseOwner owner;

    private final Client company;
    private final AtomicInteger number = new AtomicInteger();
    private final List<Long> delays = Collections.synchronizedList(new ArrayList<>());
    private Receiver receiver;

    EventTimingTests(Client company) {
        this.company = company;
    }

    @BeforeEach
    void listen() throws Exception {
        receiver = new Receiver();
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    /** Without a place in the order of changes a change is none of the log: this is what a changelog alone costs. */
    @Test
    void createsWithAndWithoutTheLog() throws Exception {
        List<List<Double>> rates = IntStream.range(0, 3).<List<Double>>mapToObj(i -> new ArrayList<>()).toList();
        AtomicInteger delivered = new AtomicInteger();
        receiver.answer(delivery -> delivered.incrementAndGet() > 0 ? 200 : 500);
        for (int round = 0; round < WARM_UP_ROUNDS + ROUNDS; round++) {
            for (int i = 0; i < rates.size(); i++) {
                int part = (i + round) % rates.size();
                double rate = part == 2 ? createsWithAWebhook(delivered) : creates(part == 1);
                if (round >= WARM_UP_ROUNDS) {
                    rates.get(part).add(rate);
                }
            }
        }
        owner.sql("alter table change enable trigger change_draws_place").update();

        List<Double> medians = rates.stream().map(some -> some.stream().sorted().toList().get(some.size() / 2)).toList();
        System.out.printf("creates a second, medians of %d: without the log %.0f, with it %.0f (%.2f), with a webhook too %.0f (%.2f)%n",
                ROUNDS,
                medians.get(0), medians.get(1), medians.get(1) / medians.get(0), medians.get(2), medians.get(2) / medians.get(0));
    }

    /** The first calls after the change of the table, which plan their statements again, do not count. */
    private double creates(boolean isLogged) throws Exception {
        owner.sql("alter table change %s trigger change_draws_place".formatted(isLogged ? "enable" : "disable")).update();
        creates(CALLS / 10);
        return creates(CALLS);
    }

    private double creates(int calls) throws Exception {
        long begun = System.nanoTime();
        AtomicInteger left = new AtomicInteger(calls);
        atOnce(() -> {
            while (left.getAndDecrement() > 0) {
                create();
            }
        });
        return calls / ((System.nanoTime() - begun) / 1e9);
    }

    /** A new webhook gets the events of this part alone. */
    private double createsWithAWebhook(AtomicInteger delivered) throws Exception {
        long webhook = company.post("/webhooks", "{\"url\": \"%s\"}".formatted(receiver.url())).id();
        int before = delivered.get();
        double rate = creates(true);
        System.out.printf("%d events delivered while %d records were created at %.0f a second%n", delivered.get() - before,
                CALLS + CALLS / 10, rate);
        company.delete("/webhooks/" + webhook);
        return rate;
    }

    @Test
    void arrivalOfEvents() throws Exception {
        receiver.answer(delivery -> {
            delays.add(Duration.between(Instant.parse(delivery.event().get("firedAt").stringValue()), Instant.now()).toMillis());
            return 200;
        });
        company.post("/webhooks", "{\"url\": \"%s\"}".formatted(receiver.url()));
        List<Long> ids = IntStream.range(0, RECORDS).mapToObj(i -> create()).toList();
        arrival(ids, CALLS);
        delays.clear();
        double seconds = arrival(ids, CALLS * 2);

        List<Long> sorted = delays.stream().sorted().toList();
        System.out.printf("%d changes, %.0f a second: arrival p50 %d ms, p99 %d ms, last %d ms%n", sorted.size(), CALLS * 2 / seconds,
                sorted.get(sorted.size() / 2), sorted.get(sorted.size() * 99 / 100), sorted.getLast());
    }

    /** @return the seconds that the changes took */
    private double arrival(List<Long> ids, int changes) throws Exception {
        int before = delays.size();
        long begun = System.nanoTime();
        AtomicInteger next = new AtomicInteger();
        atOnce(() -> {
            for (int i = next.getAndIncrement(); i < changes; i = next.getAndIncrement()) {
                TimeUnit.NANOSECONDS.sleep(begun + TimeUnit.SECONDS.toNanos(i) / CHANGES_PER_SECOND - System.nanoTime());
                assertThat(company.patch("/opportunities/" + ids.get(i % RECORDS), "{\"value\": %d}".formatted(number.incrementAndGet()))
                        .status()).isEqualTo(200);
            }
        });
        double seconds = (System.nanoTime() - begun) / 1e9;
        Awaitility.await().atMost(Duration.ofMinutes(5)).until(() -> delays.size() >= before + changes);
        return seconds;
    }

    private long create() {
        int i = number.incrementAndGet();
        return company.post("/opportunities",
                "{\"title\": \"Roof %d\", \"address\": \"%d Oak St, Nashville, TN 37201\", \"trades\": [\"Roofing\"]}".formatted(i, i))
                .id();
    }

    private static void atOnce(Task task) throws Exception {
        CountDownLatch done = new CountDownLatch(CLIENTS);
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            for (int client = 0; client < CLIENTS; client++) {
                clients.submit(() -> {
                    task.run();
                    done.countDown();
                    return null;
                });
            }
        }
        assertThat(done.getCount()).isZero();
    }

    @FunctionalInterface
    private interface Task {

        void run() throws Exception;
    }
}
