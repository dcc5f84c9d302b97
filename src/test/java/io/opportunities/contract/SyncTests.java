package io.opportunities.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.DatabaseOwner;
import io.opportunities.support.SecondInstance;
import io.opportunities.support.Service;
import io.opportunities.support.TestResponse;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** A client follows changes by {@code X-Sync-Until}, on two replicas whose clocks are 20 seconds apart. */
@Tag("citus")
@ApiTest
class SyncTests {

    private static SecondInstance ahead;

    @Autowired
    private Service service;

    @Autowired
    private DatabaseOwner owner;

    private Client company;
    private Client other;

    @BeforeAll
    static void startAReplicaWhoseClockIsAhead(@Autowired Service service) {
        ahead = SecondInstance.ahead(service, Duration.ofSeconds(20));
    }

    @AfterAll
    static void stopIt() {
        ahead.close();
    }

    @BeforeEach
    void aCompany() {
        company = service.newCompany();
        other = company.at(ahead.url());
    }

    @ParameterizedTest
    @CsvSource({"/opportunities, title", "/accounts, title", "/contacts, name"})
    void aChangeThatCommitsLateIsNotMissed(String path, String member) throws Exception {
        long id = company.post(path, body(member, "Before")).id();
        CompletableFuture<TestResponse> late;
        String until;

        try (Connection connection = owner.begin(); Statement hold = connection.createStatement()) {
            hold.execute("lock table change in share mode");
            late = CompletableFuture.supplyAsync(() -> company.patch(path + "/" + id, "{\"%s\": \"After\"}".formatted(member)));
            owner.awaitLockWait();
            Thread.sleep(1_100);
            until = until(other.get(path));
            connection.rollback();
        }

        assertThat(late.get().status()).isEqualTo(200);
        assertThat(other.get(path + "?updated_after=" + until).json().valueStream().map(record -> record.get(member).stringValue()))
                .containsExactly("After");
    }

    @Test
    void aRecordThatIsCreatedLateIsNotMissed() throws Exception {
        CompletableFuture<TestResponse> late;
        String until;

        try (Connection connection = owner.begin(); Statement hold = connection.createStatement()) {
            hold.execute("lock table change in share mode");
            late = CompletableFuture.supplyAsync(() -> other.post("/opportunities", body("title", "Late")));
            owner.awaitLockWait();
            Thread.sleep(1_100);
            until = until(company.get("/opportunities"));
            connection.rollback();
        }

        long created = late.get().id();
        assertThat(ids(company.get("/opportunities?updated_after=" + until))).containsExactly(created);
    }

    @Test
    void aClientThatFollowsMissesNoChangeWhileReplicasWrite() throws Exception {
        Map<Long, Integer> truth = new ConcurrentHashMap<>();
        AtomicBoolean writing = new AtomicBoolean(true);
        List<Thread> writers = IntStream.range(0, 4).mapToObj(writer -> Thread.ofVirtual().start(() -> {
            List<Long> mine = new ArrayList<>();
            for (int change = 1; writing.get(); change++) {
                Client at = change % 2 == 0 ? company : other;
                if (change % 3 == 1) {
                    mine.add(at.post("/opportunities", body("title", "Sync %d %d".formatted(writer, change), "\"value\": " + change)).id());
                    truth.put(mine.getLast(), change);
                } else {
                    Long id = mine.get(change % mine.size());
                    at.patch("/opportunities/" + id, "{\"value\": %d}".formatted(change));
                    truth.put(id, change);
                }
            }
        })).toList();
        Map<Long, Integer> seen = new HashMap<>();
        String until = "2026-01-01";

        for (int round = 0; round < 40 || truth.size() <= 20; round++) {
            until = follow(round % 2 == 0 ? company : other, until, seen);
        }
        writing.set(false);
        for (Thread writer : writers) {
            writer.join();
        }
        follow(company, until, seen);

        assertThat(truth).hasSizeGreaterThan(20);
        assertThat(seen).isEqualTo(truth);
    }

    @ParameterizedTest
    @CsvSource({"/opportunities, title", "/accounts, title", "/contacts, name"})
    void updatedAtNeverGoesBackWhicheverReplicaWrites(String path, String member) {
        TestResponse made = other.post(path, body(member, "0"));
        List<String> times = new ArrayList<>(List.of(made.json().get("updatedAt").stringValue()));
        for (int change = 1; change <= 20; change++) {
            Client at = change % 2 == 0 ? company : other;
            TestResponse changed = at.patch(path + "/" + made.id(), "{\"%s\": \"%d\"}".formatted(member, change));
            times.add(changed.json().get("updatedAt").stringValue());
            assertThat(company.get(path + "/" + made.id()).json().get("updatedAt").stringValue()).isEqualTo(times.getLast());
        }

        assertThat(times).isSorted();
        assertThat(Instant.parse(times.getFirst())).isBefore(Instant.now().plusSeconds(10));
        assertThat(made.json().get("createdAt")).isEqualTo(made.json().get("updatedAt"));
        JsonNode changes = company.get(path + "/" + made.id() + "/changes?page_size=100").json();
        assertThat(changes.valueStream().map(change -> change.get("at").stringValue()).toList().reversed()).isEqualTo(times);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/opportunities", "/accounts", "/contacts", "/users", "/workflows", "/properties"})
    void idsAreInTheOrderOfCreationOnAllReplicas(String path) {
        List<Long> made = IntStream.range(0, 8).mapToObj(number -> (number % 2 == 0 ? company : other).post(path, setUp(path, number)).id())
                .toList();

        assertThat(made).isSorted();
        if (!path.equals("/properties")) {
            assertThat(ids(company.get(path + "?page_size=8"))).isEqualTo(made.reversed());
        }
    }

    @Test
    void everyPageOfACursorsWalkAnswersTheTimeOfTheFirst() throws Exception {
        IntStream.range(0, 3).forEach(number -> company.post("/contacts", body("name", "Contact " + number)));
        TestResponse first = company.get("/contacts?page_size=1&cursor=");
        Thread.sleep(1_100);

        TestResponse second = company.get("/contacts?page_size=1&cursor=" + first.header("X-Next-Cursor"));
        TestResponse third = other.get("/contacts?page_size=1&cursor=" + second.header("X-Next-Cursor"));

        assertThat(Stream.of(second, third).map(SyncTests::until)).containsOnly(until(first));
        assertThat(company.get("/contacts?page_size=1&page=2").header("X-Sync-Until")).isNull();
        assertThat(until(company.get("/contacts?page_size=1&page=1"))).isGreaterThan(until(first));
        assertThat(company.get("/users").header("X-Sync-Until")).isNull();
    }

    /** Walks through the list once, and adds its records to {@code seen}. */
    private static String follow(Client client, String since, Map<Long, Integer> seen) {
        String path = "/opportunities?page_size=50&updated_after=%s&cursor=".formatted(since);
        TestResponse first = client.get(path);
        for (TestResponse page = first;;) {
            page.json().forEach(record -> seen.put(record.get("id").asLong(), record.get("value").asInt()));
            String cursor = page.header("X-Next-Cursor");
            if (cursor == null) {
                return until(first);
            }
            page = client.get(path + cursor);
        }
    }

    private static String until(TestResponse answer) {
        assertThat(answer.header("X-Sync-Until")).as(answer.body()).isNotNull();
        return String.valueOf(answer.header("X-Sync-Until"));
    }

    private static List<Long> ids(TestResponse list) {
        return list.json().valueStream().map(record -> record.get("id").asLong()).toList();
    }

    private static String body(String member, String text, String... more) {
        String rest = String.join(", ", Stream.concat(Stream.of("\"%s\": \"%s\"".formatted(member, text)), Stream.of(more)).toList());
        return member.equals("name")
                ? "{%s}".formatted(rest)
                : "{%s, \"address\": [\"1 Oak St\"], \"trades\": [\"Roofing\"]}".formatted(rest);
    }

    private static String setUp(String path, int number) {
        return switch (path) {
            case "/opportunities" -> body("title", "In order " + number);
            case "/accounts" -> "{\"title\": \"In order %d\", \"address\": \"%d Elm St\"}".formatted(number, number);
            case "/contacts" -> body("name", "In order " + number);
            case "/users" -> "{\"email\": \"order%d-%d@example.com\"}".formatted(System.nanoTime(), number);
            case "/workflows" -> "{\"name\": \"Flow %d\", \"phases\": [{\"name\": \"One\"}, {\"name\": \"Two\"}]}".formatted(number);
            default -> "{\"recordType\": \"opportunity\", \"name\": \"Property %d\", \"type\": \"TEXT\"}".formatted(number);
        };
    }
}
