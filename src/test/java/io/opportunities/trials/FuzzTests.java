package io.opportunities.trials;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.Client;
import io.opportunities.support.Service;
import io.opportunities.support.TestResponse;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Sends requests generated from the served document: every response is documented, arrives soon and is no failure of the service.
 *
 * <p> {@code -Dfuzz.requests} is their number, {@code -Dfuzz.seed} their seed.
 */
@TrialTest
class FuzzTests {

    private static final int REQUESTS = Integer.getInteger("fuzz.requests", 4_000);
    private static final long SEED = Long.getLong("fuzz.seed", System.nanoTime());
    private static final int CLIENTS = 4;
    private static final Duration MAX_WAIT = Duration.ofSeconds(10);
    /** Maximum growth of caches and pools after a third of the requests, in bytes. */
    private static final long GROWTH = 32L << 20;
    /** With fewer, classes and caches are still loading, and chance has not reached every operation. */
    private static final int MANY = 30_000;

    private final FuzzIds ids = new FuzzIds();
    private final Tally tally = new Tally();
    private final Set<String> succeeded = ConcurrentHashMap.newKeySet();

    @Autowired
    private Service service;

    @Test
    void whateverComesIsAnsweredAsDocumented() throws Exception {
        System.out.println("-Dfuzz.seed=" + SEED);
        Client client = service.newCompany();
        RequestFuzzer fuzzer = new RequestFuzzer(client.get("/openapi.json").json(), ids, String.valueOf(client.key()), login(client));

        List<String> failures = new ArrayList<>(send(client, fuzzer, 0, REQUESTS / 3));
        long before = used();
        failures.addAll(send(client, fuzzer, REQUESTS / 3, REQUESTS));
        long growth = used() - before;
        tally.print("%d made-up requests; the heap grew by %d KiB after the first third".formatted(REQUESTS, growth >> 10));

        assertThat(failures).as("%d failures of -Dfuzz.seed=%d, the first ones", failures.size(), SEED).isEmpty();
        assertThat(tally.longestWait()).isLessThan(MAX_WAIT);
        assertThat(growth).isLessThan(REQUESTS < MANY ? Long.MAX_VALUE : GROWTH);
        assertThat(client.get("/users").status()).as("its own key is still there").isEqualTo(200);
        Set<String> neverDone = new TreeSet<>(fuzzer.operations());
        neverDone.removeAll(succeeded);
        // chance names no pair that was merged, and no delivery
        neverDone.removeIf(operation -> operation.endsWith("/unmerge") || operation.contains("{deliveryId}"));
        assertThat(neverDone).hasSizeLessThanOrEqualTo(REQUESTS < MANY ? fuzzer.operations().size() / 5 : 0);
    }

    private List<String> send(Client client, RequestFuzzer fuzzer, int from, int to) throws Exception {
        List<Future<List<String>>> sent = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(CLIENTS)) {
            for (int first = 0; first < CLIENTS; first++) {
                int begin = from + first;
                sent.add(threads.submit(() -> sendEach(client, fuzzer, begin, to)));
            }
        }
        List<String> failures = new ArrayList<>();
        for (Future<List<String>> one : sent) {
            failures.addAll(one.get());
        }
        return failures;
    }

    private List<String> sendEach(Client client, RequestFuzzer fuzzer, int from, int to) {
        List<String> failures = new ArrayList<>();
        for (int i = from; i < to; i += CLIENTS) {
            FuzzRequest request = fuzzer.next(new Random(SEED + i));
            try {
                check(request, client);
            } catch (AssertionError | IllegalStateException wrong) {
                failures.add("%nrequest %d: %s%n=> %s".formatted(i, request, wrong));
            }
        }
        return failures;
    }

    private void check(FuzzRequest request, Client client) {
        long begun = System.nanoTime();
        TestResponse answer = request.send(client);
        tally.answered(Duration.ofNanos(System.nanoTime() - begun));
        tally.count("answered " + answer.status());
        assertThat(answer.status()).as("%s", answer).isLessThan(500);
        String done = request instanceof FuzzRequest.Polite polite ? polite.done(answer) : null;
        if (done != null) {
            succeeded.add(done);
            ids.learn(done, answer);
        }
    }

    private static String login(Client admin) {
        String email = admin.get("/users?order_by=asc").json().get(0).get("email").stringValue();
        String password = "password of " + email.replaceAll("\\D", "");
        return "Basic " + Base64.getEncoder().encodeToString((email + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    private static long used() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
