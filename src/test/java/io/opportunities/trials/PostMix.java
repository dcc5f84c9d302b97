package io.opportunities.trials;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/** Requests for contacts and opportunities, with each {@code match_by}; some contain a value of other concurrent clients. */
final class PostMix {

    private static final List<String> MATCH_BY = List.of("title", "primaryEmail", "primaryPhone", "address");
    /** Number of requests with the same new value. */
    private static final int SHARING = 4;
    /** Above the highest count of a trial. */
    private static final long SHARED = 5_000_000;

    private final AtomicLong last = new AtomicLong();
    private final AtomicLong shared = new AtomicLong();

    WriteRequest next(Random random) {
        long id = last.incrementAndGet();
        return switch (random.nextInt(8)) {
            case 0, 1 -> contact(id);
            case 2, 3, 4 -> shared(id);
            default -> opportunity(id, MATCH_BY.get(random.nextInt(MATCH_BY.size())));
        };
    }

    private static WriteRequest contact(long id) {
        return new WriteRequest("/contacts", Map.of("name", "Contact " + id, "emails", List.of("c%d@contacts.example".formatted(id))),
                key(id),
                key(id));
    }

    private static WriteRequest opportunity(long id, String matchBy) {
        return new WriteRequest("/opportunities?match_by=" + matchBy, body(id), key(id), key(id));
    }

    private WriteRequest shared(long id) {
        long turn = shared.getAndIncrement() / SHARING;
        String by = MATCH_BY.get((int) (turn % MATCH_BY.size()));
        Map<String, Object> body = new TreeMap<>(body(id));
        body.put(by, body(SHARED + turn).get(by));
        return new WriteRequest("/opportunities?match_by=" + by, body, key(id), "shared " + turn);
    }

    private static Map<String, Object> body(long id) {
        return Map.of("title", "Opportunity " + id, "address", id + " Main St, Nashville, TN 37204", "trades", List.of("Roofing"),
                "primaryEmail", "o%d@leads.example".formatted(id), "primaryPhone", "+1615%07d".formatted(id));
    }

    private static String key(long id) {
        return "trial-" + id;
    }
}
