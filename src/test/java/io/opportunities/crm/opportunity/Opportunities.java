package io.opportunities.crm.opportunity;

import java.util.concurrent.atomic.AtomicInteger;

/** Request bodies; each test states only the relevant members. */
final class Opportunities {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private Opportunities() {}

    /** Returns a body with the required members, all of unique values, and more such as {@code "value": 5}. */
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
