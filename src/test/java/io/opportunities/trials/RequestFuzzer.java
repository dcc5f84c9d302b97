package io.opportunities.trials;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Generates calls of every documented operation: some valid, most with a defect. */
final class RequestFuzzer {

    private static final List<String> METHODS = List.of("HEAD", "OPTIONS", "PUT", "PROPFIND", "POST", "GET", "get");
    private static final Map<String, List<String>> HEADERS = Map.of(
            "Idempotency-Key", List.of("fuzz", " ", "x".repeat(256), "a b", "\"quoted\"", "\u00e9", "a,b"),
            "If-Match", List.of("*", "\"0-0\"", "W/\"0-0\"", "0", "\"", "\"a\",\"b\",*", "x".repeat(4_000)),
            "If-None-Match", List.of("*", "\"0-0\"", "\"", ",,,"),
            "Prefer", List.of("handling=strict", "handling=lenient, handling=strict", "HANDLING=\"strict\"", ";;", "respond-async"),
            "Accept", List.of("*/*", "application/json", "text/html", "application/xml;q=0.1", "garbage", "*/json", ",", "a/b;q=2"),
            "Content-Type", List.of("application/json", "application/json;charset=utf-16", "text/plain", "garbage", "application/*",
                    "multipart/form-data", "application/x-www-form-urlencoded", "application/json;charset=nope",
                    "application/merge-patch+json"),
            "X-Request-Id", List.of("fuzz-1", "x".repeat(200), "a b", "\u00e9"),
            "x-api-key", List.of("", "none", "x".repeat(8_000)));

    private final List<Operation> operations = new ArrayList<>();
    private final FuzzValues values;
    private final FuzzIds ids;
    private final String key;
    private final String login;

    /**
     * @param key sent if the client adds none
     * @param login the {@code Authorization} header of a call with a password
     */
    RequestFuzzer(JsonNode document, FuzzIds ids, String key, String login) {
        this.values = new FuzzValues(document, ids);
        this.ids = ids;
        this.key = key;
        this.login = login;
        document.get("paths").properties().forEach(path -> path.getValue().properties().forEach(
                call -> operations.add(new Operation(call.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(), call.getValue()))));
    }

    /** @param json the operation in the document */
    private record Operation(String name, JsonNode json) {

        String method() {
            return name.substring(0, name.indexOf(' '));
        }

        String path() {
            return name.substring(name.indexOf(' ') + 1);
        }

        boolean isUpload() {
            return json.at("/requestBody/content").has("text/csv");
        }

        @Nullable
        JsonNode bodySchema() {
            return json.at("/requestBody/content/application~1json").get("schema");
        }
    }

    List<String> operations() {
        return operations.stream().map(Operation::name).toList();
    }

    FuzzRequest next(Random random) {
        if (random.nextInt(10) == 0) {
            return RawRequests.next(key, random);
        }
        Operation operation = operations.get(random.nextInt(operations.size()));
        boolean honest = random.nextInt(3) == 0;
        JsonNode schema = operation.bodySchema();
        byte[] body = operation.isUpload() ? file(honest, random) : schema == null ? null : body(schema, honest, random);
        String path = operation.path().replace("{id}", ids.forPath(operation.name(), random))
                .replaceAll("\\{\\w+}", Matcher.quoteReplacement(ids.forPath(operation.name(), random)));
        String method = honest || random.nextInt(20) > 0 ? operation.method() : METHODS.get(random.nextInt(METHODS.size()));
        return new FuzzRequest.Polite(operation.name(), method,
                (random.nextBoolean() ? "/v1" : "") + path + query(operation.json(), honest, random),
                headers(operation, honest, random), body);
    }

    private byte[] body(JsonNode schema, boolean honest, Random random) {
        boolean many = schema.path("type").asString("").equals("array");
        Map<String, String> members = values.members(many ? schema.get("items") : schema, random);
        return honest
                ? (many ? "[%s]" : "%s").formatted(FuzzValues.object(members)).getBytes(StandardCharsets.UTF_8)
                : HostilePayloads.body(members, random);
    }

    private static byte[] file(boolean honest, Random random) {
        return (honest
                ? "Title,Address,Trades\nRoof %d,1 Main St,Roofing\n".formatted(random.nextInt(1_000))
                : HostilePayloads.text(random))
                .getBytes(StandardCharsets.UTF_8);
    }

    private String query(JsonNode operation, boolean honest, Random random) {
        List<String> query = new ArrayList<>();
        operation.path("parameters").forEach(parameter -> {
            String name = parameter.get("name").stringValue();
            boolean needed = honest && name.matches("(prop|op|value)1");
            if (parameter.path("in").asString().equals("query") && (needed || random.nextInt(4) == 0)) {
                query.add(name + "="
                        + encoded(honest || random.nextBoolean() ? plain(name, parameter, random) : HostilePayloads.text(random)));
            }
        });
        if (!honest && !query.isEmpty() && random.nextInt(5) == 0) {
            query.add(query.getFirst());
        }
        return query.isEmpty() ? "" : "?" + String.join("&", query);
    }

    private String plain(String name, JsonNode parameter, Random random) {
        return switch (name) {
            case "prop1", "prop2" -> "title";
            case "op1", "op2" -> "contains";
            // a longer wait is no slow answer
            case "wait" -> "1";
            default -> values.value(name, parameter.get("schema"), random).replaceAll("^\"|\"$", "");
        };
    }

    /** Halves of surrogate pairs, which no encoding supports, become question marks. */
    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Map<String, String> headers(Operation operation, boolean honest, Random random) {
        Map<String, String> headers = new TreeMap<>();
        if (operation.isUpload()) {
            headers.put("Content-Type", "text/csv");
        }
        if (operation.json().path("security").toString().contains("login")) {
            headers.put("Authorization", login);
        }
        if (!honest) {
            HEADERS.forEach((name, all) -> {
                if (random.nextInt(12) == 0) {
                    headers.put(name, all.get(random.nextInt(all.size())));
                }
            });
        }
        return headers;
    }
}
