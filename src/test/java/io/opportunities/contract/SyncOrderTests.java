package io.opportunities.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.TestResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The order of times and ids on two replicas whose clocks are 20 seconds apart. */
@Tag("citus")
@ApiTest
class SyncOrderTests extends TwoClocks {

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
