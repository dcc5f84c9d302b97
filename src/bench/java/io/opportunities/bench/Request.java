package io.opportunities.bench;

/**
 * A request with {@code {n}} where a number belongs that its keys hold, and {@code {k}} where it is an id.
 *
 * @param weight how many requests of a call are like this, of the sum of its weights
 */
record Request(String method, String path, String body, Numbers numbers, int weight) {

    /** What {@code {n}} is each time. Records of the data have 2000000 and their id. */
    enum Numbers {

        /** One that no record has. */
        FRESH,
        /** One that no record has, and again some requests later. */
        TWICE,
        /** That of some record. */
        ANY,
        /** That of one record after the other. */
        NEXT
    }

    static Request create(Numbers numbers, String query, String members) {
        // of the records of the data every eighth has this street
        String body = """
                {"title": "Job {n}", "address": "{n} Oak Ave, Nashville, TN 37203", "trades": ["Roofing"]%s}""".formatted(members);
        return new Request("POST", "/opportunities" + query, body.replace("\n", ""), numbers, 100);
    }

    static Request get(String path) {
        return new Request("GET", path, "", Numbers.ANY, 100);
    }

    Request every(int weightOfHundred) {
        return new Request(method, path, body, numbers, weightOfHundred);
    }

    Request with(long n, long k) {
        return new Request(method, fill(path, n, k), fill(body, n, k), numbers, weight);
    }

    private static String fill(String template, long n, long k) {
        return template.replace("{n}", String.valueOf(n)).replace("{k}", String.valueOf(k));
    }
}
