package io.opportunities.trials;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.Client;
import io.opportunities.support.NewCompany;
import io.opportunities.support.TestResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Compares bulks with single calls of 32 clients, by turns: half of the bodies are new, with a contact, two custom values, a phone number
 * and an address; half match by e-mail. {@code -Dbulk.trial=10} runs ten rounds of some seconds each and prints rows per second.
 * {@code -Dbulk.callers=2} sends two bulks at a time.
 */
@TrialTest
@ExtendWith(NewCompany.class)
@EnabledIfSystemProperty(named = "bulk.trial", matches = "\\d+")
class BulkThroughputTests {

    private static final int ROUNDS = Integer.getInteger("bulk.trial", 1);
    private static final int ROWS = Integer.getInteger("bulk.rows", 2_000);
    private static final String STRATEGY = System.getProperty("bulk.strategy", "skip");
    private static final int CLIENTS = 32;
    private static final int CALLERS = Integer.getInteger("bulk.callers", 1);
    private static final int ITEMS = 1_000;

    private final Client company;
    private final AtomicInteger numbers = new AtomicInteger();

    BulkThroughputTests(Client company) {
        this.company = company;
    }

    @BeforeEach
    void properties() {
        company.post("/properties",
                "{\"recordType\": \"opportunity\", \"name\": \"Roof type\", \"type\": \"TEXT\", \"keyName\": \"roof\"}");
        company.post("/properties",
                "{\"recordType\": \"opportunity\", \"name\": \"Stories\", \"type\": \"NUMERIC\", \"keyName\": \"stories\"}");
    }

    @Test
    void bulksTakeMoreRowsThanSingleCalls() throws Exception {
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            double single = single(ROWS);
            double bulk = bulk(ROWS);
            ratios.add(bulk / single);
            System.out.printf("round %d: single calls %.0f rows/s, bulk %.0f rows/s, ratio %.1f%n", round, single, bulk, bulk / single);
        }
        assertThat(ratios.stream().sorted().toList().get(ROUNDS / 2)).isGreaterThan(1);
    }

    private double single(int rows) throws Exception {
        return perSecond(CLIENTS, bodies(rows), 1, body -> {
            TestResponse answer = company.post("/opportunities?" + query(), body.getFirst());
            assertThat(answer.status()).isIn(200, 201);
        });
    }

    private double bulk(int rows) throws Exception {
        return perSecond(CALLERS, bodies(rows), ITEMS, items -> {
            TestResponse answer = company.post("/opportunities/bulk?" + query(), items.toString());
            assertThat(answer.body()).doesNotContain("\"error\"");
        });
    }

    /** Sends all bodies, some in each call. */
    private static double perSecond(int clients, List<String> bodies, int each, Consumer<List<String>> call) throws Exception {
        AtomicInteger next = new AtomicInteger();
        long begin = System.nanoTime();
        try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
            List<Future<?>> sent = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                sent.add(threads.submit(() -> {
                    for (int from = next.getAndAdd(each); from < bodies.size(); from = next.getAndAdd(each)) {
                        call.accept(bodies.subList(from, Math.min(bodies.size(), from + each)));
                    }
                }));
            }
            for (Future<?> client : sent) {
                client.get();
            }
        }
        return bodies.size() / ((System.nanoTime() - begin) / 1e9);
    }

    private static String query() {
        return "match_by=primaryEmail&match_found_strategy=" + STRATEGY;
    }

    /** Returns bodies, every second of which has the e-mail of the one 40 before. */
    private List<String> bodies(int rows) {
        int first = numbers.getAndAdd(rows);
        return IntStream.range(first, first + rows).mapToObj(i -> body(i, i % 2 == 0 || i < first + 80 ? i : i - 81)).toList();
    }

    private static String body(int number, int email) {
        return """
                {"title": "Roof %1$d", "address": ["%1$d Elm St, Nashville, TN 37201"], "trades": ["Roofing"],
                 "primaryEmail": "p%2$d@example.com", "primaryPhone": "+1 615 %3$03d %4$04d", "primaryName": "Person %2$d",
                 "custom": {"roof": "slate", "stories": 2}}""".formatted(number, email, 200 + number / 10_000 % 800, number % 10_000);
    }
}
