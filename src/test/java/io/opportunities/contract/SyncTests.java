package io.opportunities.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.DatabaseOwner;
import io.opportunities.support.TestResponse;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** A client follows changes by {@code X-Sync-Until}, on two replicas whose clocks are 20 seconds apart. */
@Tag("citus")
@ApiTest
class SyncTests extends TwoClocks {

    @Autowired
    private DatabaseOwner owner;

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
}
