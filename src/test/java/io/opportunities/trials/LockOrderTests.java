package io.opportunities.trials;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.Client;
import io.opportunities.support.Concurrently;
import io.opportunities.support.DatabaseOwner;
import io.opportunities.support.Service;
import io.opportunities.support.TestResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/**
 * Sends write calls of 64 clients on a few records at once. All transactions take their locks in one order, so PostgreSQL ends none for a
 * deadlock, and each lost race is repeated. A busy machine must not matter, so a call may wait long for a connection.
 *
 * <p> {@code -Dlocks.rounds} is the number of rounds, and {@code -Dlocks.seed} the seed of the calls.
 */
@TrialTest
@TestPropertySource(properties = "spring.datasource.hikari.connection-timeout=20000")
@Import(DatabaseOwner.class)
class LockOrderTests {

    private static final int COMPANIES = 4;
    private static final int CLIENTS = 16;
    private static final int ROUNDS = Integer.getInteger("locks.rounds", 5);
    private static final long SEED = Long.getLong("locks.seed", System.nanoTime());

    /** The company uses its share of the connections, or too many calls with many items run. */
    private static final Pattern BUSY = Pattern.compile("as its share allows|with many items in progress");

    private static final List<WriteCall> CALLS = Stream.concat(WriteCall.ALL.stream(), Stream.of(
            new WriteCall("POST", "/accounts/{Alpha}/merge", "{'sources': [{Beta}]}"),
            new WriteCall("POST", "/accounts/{Alpha}/unmerge", "{'sources': [{Beta}]}"),
            new WriteCall("POST", "/contacts/{Ann}/merge", "{'sources': [{Cid}]}"),
            new WriteCall("POST", "/contacts/{Ann}/unmerge", "{'sources': [{Cid}]}"),
            new WriteCall("POST", "/opportunities/{One}/merge", "{'sources': [{Two}]}"),
            new WriteCall("POST", "/opportunities/{One}/unmerge", "{'sources': [{Two}]}"),
            bulk("'primaryEmail': 'ann#@example.com', 'accountId': {Beta}", "'primaryPhone': '(615) #-0103', 'accountId': {Alpha}"),
            bulk("'primaryPhone': '(615) #-0101', 'contacts': [{Cid}]", "'primaryEmail': 'bob#@example.com', 'accountId': {Beta}")))
            .toList();

    @Autowired
    private Service service;

    @Autowired
    private DatabaseOwner database;

    @Test
    void writesOfTheSameRecordsEndInNoDeadlock() throws Exception {
        System.out.println("-Dlocks.seed=" + SEED);
        Random random = new Random(SEED);
        long deadlocks = deadlocks();
        List<String> failures = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            List<Callable<TestResponse>> sent = new ArrayList<>();
            List<WriteCall> calls = new ArrayList<>();
            for (int company = 0; company < COMPANIES; company++) {
                SharedRecords records = SharedRecords.in(service.newCompany(), round % 60, database);
                random.ints(CLIENTS, 0, CALLS.size()).mapToObj(CALLS::get).forEach(call -> {
                    calls.add(call);
                    sent.add(() -> patiently(call, records));
                });
            }
            List<TestResponse> answers = Concurrently.send(sent);
            for (int i = 0; i < answers.size(); i++) {
                if (answers.get(i).status() >= 500) {
                    failures.add(calls.get(i) + ": " + answers.get(i).body());
                }
            }
        }

        // a connection counts its deadlocks within a second
        TimeUnit.MILLISECONDS.sleep(1_500);
        assertThat(failures).isEmpty();
        assertThat(deadlocks() - deadlocks).isZero();
    }

    /** Repeats a call that finds too many others before it, as {@code Retry-After} asks. */
    private TestResponse patiently(WriteCall call, SharedRecords records) throws InterruptedException {
        TestResponse answer = call.on(records, service.url());
        while (answer.status() == 503 && BUSY.matcher(answer.body()).find()) {
            TimeUnit.MILLISECONDS.sleep(200);
            answer = call.on(records, service.url());
        }
        return answer;
    }

    private long deadlocks() {
        return database.sql("select deadlocks from pg_stat_database where datname = current_database()").query(Long.class).single();
    }

    private static WriteCall bulk(String first, String second) {
        String item = "{'title': '%s #', 'address': '%s Elm St #', 'trades': ['x'], %s}";
        return new WriteCall("POST", "/opportunities/bulk?match_by=primaryEmail,primaryPhone&match_found_strategy=enrich",
                "[%s, %s]".formatted(item.formatted("First", 31, first), item.formatted("Second", 32, second)));
    }
}
