package io.opportunities.trials;

import io.opportunities.support.Client;
import io.opportunities.support.TestResponse;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Reads all records of a kind, page by page. */
final class Records {

    private Records() {}

    /** @param path such as {@code /opportunities} */
    static List<JsonNode> all(Client client, String path) {
        List<JsonNode> all = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            TestResponse page = client.get(path + "?page_size=100&order_by=asc&cursor=" + cursor);
            if (page.status() != 200) {
                throw new IllegalStateException(page.toString());
            }
            page.json().forEach(all::add);
            cursor = page.header("X-Next-Cursor");
        }
        return all;
    }
}
