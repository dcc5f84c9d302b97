package io.opportunities.shards;

import io.opportunities.support.Client;
import io.opportunities.support.TestResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Clients of one company that create records without a pause, and send again what was not answered with success. */
final class Load implements AutoCloseable {

    private static final int CLIENTS = 4;
    private static final AtomicInteger TITLES = new AtomicInteger();

    private final Client company;
    private final ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    private final Set<String> created = ConcurrentHashMap.newKeySet();
    private final List<TestResponse> refused = new CopyOnWriteArrayList<>();
    private volatile boolean stopping;

    Load(Client company) {
        this.company = company;
        for (int i = 0; i < CLIENTS; i++) {
            clients.submit(this::run);
        }
    }

    private void run() {
        while (!stopping) {
            String title = "Load " + TITLES.incrementAndGet();
            while (!create(title) && !stopping) {
                Thread.onSpinWait();
            }
        }
    }

    private boolean create(String title) {
        TestResponse answer = company.post("/opportunities?match_by=title", """
                {"title": "%s", "address": ["1 Holly St, Nashville, TN 37206"], "trades": ["Roofing"]}""".formatted(title));
        if (answer.status() == 201 || answer.status() == 200) {
            created.add(title);
            return true;
        }
        refused.add(answer);
        return false;
    }

    /** Returns the titles of the records that were answered with success. */
    Set<String> created() {
        return created;
    }

    /** Returns the responses other than success. */
    List<TestResponse> refused() {
        return refused;
    }

    /** Returns all records of the company, by number. */
    static List<Long> numbers(Client company) {
        List<Long> numbers = new ArrayList<>();
        int before = -1;
        for (int page = 1; numbers.size() > before; page++) {
            before = numbers.size();
            company.get("/opportunities?page_size=100&page=" + page).json().valueStream()
                    .forEach(record -> numbers.add(record.get("number").asLong()));
        }
        return numbers;
    }

    @Override
    public void close() throws InterruptedException {
        stopping = true;
        clients.shutdown();
        if (!clients.awaitTermination(60, TimeUnit.SECONDS)) {
            throw new AssertionError("clients still wait");
        }
    }
}
