package io.opportunities.trials;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/** Contacts and opportunities to be made, with each {@code match_by}; some bring a value that other clients bring at the same time. */
final class PostMix {

    private static final List<String> MATCH_BY = List.of("title", "primaryEmail", "primaryPhone", "address");
    /** How many requests bring the same new value. */
    private static final int SHARING = 4;
    /** Beyond what a trial counts up to. */
    private static final long SHARED = 5_000_000;

    private final AtomicLong last = new AtomicLong();
    private final AtomicLong shared = new AtomicLong();

    Post next(Random random) {
        long id = last.incrementAndGet();
        return switch (random.nextInt(8)) {
            case 0, 1 -> contact(id);
            case 2, 3, 4 -> shared(id);
            default -> opportunity(id, MATCH_BY.get(random.nextInt(MATCH_BY.size())));
        };
    }

    private static Post contact(long id) {
        return new Post("/contacts", Map.of("name", "Contact " + id, "emails", List.of("c%d@contacts.example".formatted(id))), key(id),
                key(id));
    }

    private static Post opportunity(long id, String matchBy) {
        return new Post("/opportunities?match_by=" + matchBy, body(id), key(id), key(id));
    }

    private Post shared(long id) {
        long turn = shared.getAndIncrement() / SHARING;
        String by = MATCH_BY.get((int) (turn % MATCH_BY.size()));
        Map<String, Object> body = new TreeMap<>(body(id));
        body.put(by, body(SHARED + turn).get(by));
        return new Post("/opportunities?match_by=" + by, body, key(id), "shared " + turn);
    }

    private static Map<String, Object> body(long id) {
        return Map.of("title", "Opportunity " + id, "address", id + " Main St, Nashville, TN 37204", "trades", List.of("Roofing"),
                "primaryEmail", "o%d@leads.example".formatted(id), "primaryPhone", "+1615%07d".formatted(id));
    }

    private static String key(long id) {
        return "trial-" + id;
    }
}
