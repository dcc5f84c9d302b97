package io.opportunities.crm.event;

import io.opportunities.support.Client;
import io.opportunities.support.TestResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A company, and calls that read its events. */
abstract class EventCalls {

    final Client company;

    EventCalls(Client company) {
        this.company = company;
    }

    List<JsonNode> all(String query) {
        List<JsonNode> events = new ArrayList<>();
        String after = "";
        for (JsonNode page = null; page == null || !page.isEmpty();) {
            TestResponse next = company.get("/events?" + Stream.of(query, after).filter(part -> !part.isEmpty())
                    .collect(Collectors.joining("&")));
            page = next.json();
            page.forEach(events::add);
            after = "after=" + next.header("X-Next-Cursor");
        }
        return events;
    }

    static String body(String title) {
        return "{\"title\": \"%s\", \"address\": \"1 Oak St\", \"trades\": [\"Roofing\"]}".formatted(title);
    }
}
