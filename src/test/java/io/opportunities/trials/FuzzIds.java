package io.opportunities.trials;

import io.opportunities.Answer;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Ids of what the fuzz made itself, by kind: so it never takes away the key or the user it works with. */
final class FuzzIds {

    private static final Map<String, String> ALIASES = Map.of("requests", "opportunities", "clients", "accounts");
    private static final List<String> NOBODYS = List.of("0", "-1", "9007199254740993", "9223372036854775807", "9223372036854775808", "1e3",
            "1.0", "x", "%20", "%00", "%F0%9F%8F%A0", "+x", "null");
    private static final int KEPT = 200;

    private final Map<String, List<Long>> made = new ConcurrentHashMap<>();

    /** Remembers what an operation made. */
    void learn(String operation, Answer answer) {
        if (operation.startsWith("POST ") && answer.json().path("id").isIntegralNumber()) {
            List<Long> ids = made.computeIfAbsent(kind(operation), kind -> new CopyOnWriteArrayList<>());
            ids.add(answer.id());
            if (ids.size() > KEPT) {
                ids.removeFirst();
            }
        }
    }

    /** For the path of an operation; mostly one that is there. */
    String forPath(String operation, Random random) {
        List<Long> ids = made.getOrDefault(kind(operation), List.of());
        return ids.isEmpty() || random.nextInt(10) == 0
                ? NOBODYS.get(random.nextInt(NOBODYS.size()))
                : String.valueOf(ids.get(random.nextInt(ids.size())));
    }

    /** For a member that refers to a record, such as {@code accountId}. */
    String forMember(String name, Random random) {
        String kind = switch (name.replaceAll("Ids?$", "")) {
            case "account", "client" -> "accounts";
            case "workflow" -> "workflows";
            case "contacts" -> "contacts";
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
