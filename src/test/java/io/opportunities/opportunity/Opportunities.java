package io.opportunities.opportunity;

import java.util.concurrent.atomic.AtomicInteger;

/** Bodies to post; each test shows only what it is about. */
final class Opportunities {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private Opportunities() {}

    /** The required members, of which no other body shares a value, and these more: {@code "value": 5}. */
    static String body(String... members) {
        int number = NUMBER.incrementAndGet();
        return with("Opportunity %d".formatted(number), "%d Oak St, Nashville, TN 37201".formatted(number), members);
    }

    static String with(String title, String address, String... members) {
        String more = members.length == 0 ? "" : ", " + String.join(", ", members);
        return """
                {"title": "%s", "address": ["%s"], "trades": ["Roofing"]%s}""".formatted(title, address, more);
    }
}
