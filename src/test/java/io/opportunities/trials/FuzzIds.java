package io.opportunities.trials;

import io.opportunities.support.TestResponse;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Ids of records that the fuzz created, by kind, so that it never removes its own key or user. */
final class FuzzIds {

    private static final Map<String, String> ALIASES = Map.of("requests", "opportunities", "clients", "accounts");
    private static final List<String> NOBODYS = List.of("0", "-1", "9007199254740993", "9223372036854775807", "9223372036854775808", "1e3",
            "1.0", "x", "%20", "%00", "%F0%9F%8F%A0", "+x", "null");
    private static final List<String> MERGED = List.of("opportunities", "accounts", "contacts");
    private static final int MAX_IDS = 200;

    private final Map<String, List<Long>> made = new ConcurrentHashMap<>();

    /** Adds the id that an operation created. */
    void learn(String operation, TestResponse answer) {
        if (operation.startsWith("POST ") && answer.json().path("id").isIntegralNumber()) {
            List<Long> ids = made.computeIfAbsent(kind(operation), kind -> new CopyOnWriteArrayList<>());
            ids.add(answer.id());
            if (ids.size() > MAX_IDS) {
                ids.removeFirst();
            }
        }
    }

    /** Returns an id for the path of an operation, mostly an existing one. */
    String forPath(String operation, Random random) {
        List<Long> ids = made.getOrDefault(kind(operation), List.of());
        return ids.isEmpty() || random.nextInt(10) == 0
                ? NOBODYS.get(random.nextInt(NOBODYS.size()))
                : String.valueOf(ids.get(random.nextInt(ids.size())));
    }

    /** Returns an id for a member that refers to a record, such as {@code accountId}. */
    String forMember(String name, Random random) {
        String kind = switch (name.replaceAll("Ids?$", "")) {
            case "account", "client" -> "accounts";
            case "workflow" -> "workflows";
            case "contacts" -> "contacts";
            case "sources", "ids" -> MERGED.get(random.nextInt(MERGED.size()));
            default -> "users";
        };
        List<Long> ids = made.getOrDefault(kind, List.of());
        return ids.isEmpty() ? "null" : String.valueOf(ids.get(random.nextInt(ids.size())));
    }

    private static String kind(String operation) {
        String root = operation.replaceAll("^\\w+ /([^/]+).*", "$1");
        return ALIASES.getOrDefault(root, root);
    }
}
