package io.opportunities.support;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * A company with records of every kind, all texts of which contain a unique mark.
 *
 * @param mark in each text
 * @param phone digits that no other company has
 * @param ids of all records, by kind
 */
public record FilledCompany(Client client, String mark, String phone, Map<String, Set<Long>> ids) {

    private static final List<String> LISTS = List.of("/opportunities", "/accounts", "/contacts", "/workflows", "/users", "/teams",
            "/api-keys", "/webhooks", "/imports");

    /** @param copies number of records of each kind */
    public static FilledCompany of(Client client, int copies) {
        String mark = "zq" + UUID.randomUUID().toString().replace("-", "");
        String phone = "615" + ThreadLocalRandom.current().nextInt(2_000_000, 10_000_000);
        FilledCompany company = new FilledCompany(client, mark, phone, new TreeMap<>());
        for (int copy = 1; copy <= copies; copy++) {
            company.fill(mark + "x" + copy);
        }
        for (String list : LISTS) {
            client.get(list + "?page_size=100").json().forEach(record -> company.record(list, record.get("id").asLong()));
        }
        client.get("/workflows?page_size=100").json().findValues("phases")
                .forEach(phases -> phases.forEach(phase -> company.record("phase", phase.get("id").asLong())));
        return company;
    }

    private void fill(String text) {
        long user = created("/users", text, "{\"email\": \"%1$s@example.com\", \"firstName\": \"%1$s\", \"password\": \"%1$s\"}");
        created("/teams", text, "{\"name\": \"%%1$s\", \"workers\": [{\"id\": %d}]}".formatted(user));
        created("/properties", text, "{\"recordType\": \"opportunity\", \"name\": \"%1$s\", \"keyName\": \"k%1$s\","
                + " \"type\": \"DROPDOWN\", \"options\": [\"%1$s\"]}");
        long workflow = created("/workflows", text, "{\"name\": \"%1$s\", \"phases\": [{\"name\": \"%1$s 1\"}, {\"name\": \"%1$s 2\"}]}");
        long account = created("/accounts", text,
                "{\"title\": \"%1$s\", \"address\": \"1 %1$s St\", \"primaryEmail\": \"a%1$s@example.com\"}");
        long contact = created("/contacts", text, "{\"name\": \"%1$s\", \"emails\": [\"c%1$s@example.com\"], \"phones\": [\"%2$s\"]}");
        long second = created("/contacts", text, "{\"name\": \"%%1$s\", \"accountIds\": [%d]}".formatted(account));
        created("/opportunities", text, """
                {"title": "%%1$s", "description": "d%%1$s", "address": "1 %%1$s St", "trades": ["%%1$s"], "accountId": %d, "workflowId": %d,
                 "contacts": [%d, %d], "ownerId": %d, "primaryEmail": "o%%1$s@example.com", "primaryPhone": "%%2$s",
                 "custom": {"k%%1$s": "%%1$s"}}""".formatted(account, workflow, contact, second, user));
        created("/webhooks", text, "{\"url\": \"https://%1$s.invalid/\", \"description\": \"%1$s\", \"active\": false}");
        client.send("POST", "/imports?name=" + text, "Title,%1$s\n%1$s,%1$s\n".formatted(text).getBytes(StandardCharsets.UTF_8),
                Map.of("Content-Type", "text/csv"));
        client.withKey(null).post("/api-keys", "{\"name\": \"%s\"}".formatted(text), login(text));
    }

    /** Returns the credentials of its first user, for {@code POST /api-keys}. */
    public Map<String, String> login() {
        return login(mark + "x1");
    }

    private static Map<String, String> login(String text) {
        String user = "%1$s@example.com:%1$s".formatted(text);
        return Map.of("Authorization", "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8)));
    }

    private long created(String path, String text, String body) {
        TestResponse answer = client.post(path, body.formatted(text, phone), Map.of("Idempotency-Key", UUID.randomUUID().toString()));
        if (answer.status() != 201) {
            throw new IllegalStateException(path + " " + answer);
        }
        record(path, answer.id());
        return answer.id();
    }

    private void record(String kind, long id) {
        ids.computeIfAbsent(kind, none -> new TreeSet<>()).add(id);
    }

    public Set<Long> allIds() {
        return ids.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
    }

    /** Returns all responses of lists, and of reads with these ids; by path. */
    public Map<String, String> everything(Set<String> gets, List<Long> reported) {
        return gets.stream().flatMap(path -> path.contains("{")
                ? reported.stream().map(id -> path.replaceAll("\\{\\w+}", id.toString()))
                : List.of(path).stream())
                .collect(Collectors.toMap(path -> path,
                        path -> readable(client.get(path + (path.contains("/search") ? "?prop1=id&op1=gt&value1=0&" : "?")
                                + "page_size=100&include_archived=true"))));
    }

    /** Returns whether a response contains data of the company. */
    public boolean isIn(TestResponse answer) {
        String all = (answer.headers().map() + answer.body()).toLowerCase(Locale.ROOT);
        return all.contains(mark) || all.contains(phone);
    }

    private static String readable(TestResponse answer) {
        JsonNode json = answer.json();
        return answer.status() + " " + json.toString().replaceAll("\"(lastUsedAt|deprecatedPath\\w+|requestId)\":(\"[^\"]*\"|\\w+)", "");
    }
}
