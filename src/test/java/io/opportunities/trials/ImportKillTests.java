package io.opportunities.trials;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.Client;
import io.opportunities.support.TestResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Imports {@code -Dimport.kill.rows=100000} rows twice: undisturbed, and while the instance is killed and PostgreSQL is stopped. Both have
 * the same rows, counts, records and changes.
 */
@EnabledIfSystemProperty(named = "import.kill.rows", matches = "\\d+")
class ImportKillTests {

    private static final int ROWS = Integer.getInteger("import.kill.rows", 0);
    private static final int KILLS = 10;
    /** After these kills PostgreSQL is stopped as well. */
    private static final List<Integer> STOPS = List.of(4, 8);
    private static final Duration TIMEOUT = Duration.ofSeconds(Math.max(300, ROWS / 20));

    /** The outcome of each row, each record with the number of its changes, and each contact. */
    private static final String RESULT = """
            (select to_char(r.line, '000000000') || ' ' || r.outcome || ' ' || coalesce(o.title, '') || coalesce(r.changes::text, '')
               from import_row r left join opportunity o on o.company_id = r.company_id and o.id = r.record_id)
            union all
            (select o.title || ' ' || coalesce(o.primary_email, '') || ' ' || coalesce(o.value::text, '') || ' ' || o.version || ' '
                    || (select count(*) from change c where c.company_id = o.company_id and c.record_type = 'opportunity'
                                                        and c.record_id = o.id)
               from opportunity o)
            union all
            (select c.name || ' ' || c.emails::text || ' ' || c.phones::text from contact c)
            order by 1""";

    private final Tally tally = new Tally();

    @Test
    void aDisturbedImportIsTheSameAsAnUndisturbedOne(@TempDir Path directory) throws IOException {
        List<String> undisturbed = imported(directory.resolve("undisturbed"), false);
        List<String> disturbed = imported(directory.resolve("disturbed"), true);

        tally.print("%d rows, then %s".formatted(ROWS, disturbed.getFirst()));
        assertThat(disturbed.getFirst()).isEqualTo(undisturbed.getFirst());
        assertThat(disturbed).isEqualTo(undisturbed);
    }

    /** Returns the counts, the outcome of each row, each record and each contact. */
    private List<String> imported(Path directory, boolean isDisturbed) throws IOException {
        try (PostgresCluster postgres = PostgresCluster.in(directory).start();
                Replica replica = Replica
                        .on(postgres.url(), postgres.password(), directory.resolveSibling(directory.getFileName() + ".log"))
                        .start()) {
            Client client = new Client(replica.awaitReady().url(), Replica.KEY);
            long id = client.send("POST", "/imports", file().getBytes(StandardCharsets.UTF_8), Map.of("Content-Type", "text/csv")).id();
            client.patch("/imports/" + id, "{\"matchBy\": [\"primaryEmail\"], \"matchFoundStrategy\": \"enrich\"}").requireOk();
            client.post("/imports/" + id + "/plan", "").requireOk();
            await(client, id, "PLANNED");
            client.post("/imports/" + id + "/commit",
                    "{\"fingerprint\": %s}".formatted(client.get("/imports/" + id).json().at("/plan/fingerprint"))).requireOk();
            for (int kill = 1; isDisturbed && kill <= KILLS; kill++) {
                disturb(client, id, postgres, replica, kill);
            }
            JsonNode done = await(client, id, "DONE");
            List<String> rows = new ArrayList<>(postgres.sql(RESULT).query(String.class).stream().map(Objects::requireNonNull).toList());
            rows.addFirst(done.get("counts") + " of " + done.get("rowsDone"));
            return rows;
        }
    }

    /** Kills the instance when the import has come a part of its way, and starts it again. */
    private void disturb(Client client, long id, PostgresCluster postgres, Replica replica, int kill) throws IOException {
        Eventually.until(() -> "the rows before kill %d".formatted(kill), TIMEOUT,
                () -> patiently(() -> client.get("/imports/" + id)).json().get("rowsDone").asLong() >= (long) ROWS * kill / (KILLS + 1));
        assertThat(patiently(() -> client.get("/imports/" + id)).json().get("state").stringValue()).isEqualTo("RUNNING");
        replica.kill();
        tally.count("instances killed and restarted");
        replica.start().awaitReady();
        if (STOPS.contains(kill)) {
            postgres.stopImmediately();
            tally.count("PostgreSQL stopped and restarted");
            postgres.start();
        }
    }

    private JsonNode await(Client client, long id, String state) {
        Eventually.until(() -> "the import to be " + state, TIMEOUT,
                () -> patiently(() -> client.get("/imports/" + id)).json().get("state").stringValue().equals(state));
        return client.get("/imports/" + id).json();
    }

    private static TestResponse patiently(Supplier<TestResponse> call) {
        while (true) {
            try {
                TestResponse answer = call.get();
                if (answer.status() == 200) {
                    return answer;
                }
            } catch (IllegalStateException lost) {
                // the instance is down
            }
            Eventually.pause(Duration.ofMillis(100));
        }
    }

    /** A quarter of the rows match earlier ones, and some cannot be read. */
    private static String file() {
        StringBuilder file = new StringBuilder("Title,Address,Trades,Email,Phone,Value\n");
        for (int i = 0; i < ROWS; i++) {
            int lead = i % Math.max(1, ROWS * 3 / 4);
            file.append("Roof %d,%s,Roofing,lead%d@example.com,615%07d,%s\n".formatted(i, i % 97 == 0 ? "" : "%d Main St".formatted(lead),
                    lead, lead, i == lead ? "" : i));
        }
        return file.toString();
    }
}
