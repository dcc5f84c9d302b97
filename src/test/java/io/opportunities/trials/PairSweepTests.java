package io.opportunities.trials;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.Client;
import io.opportunities.support.Concurrently;
import io.opportunities.support.DatabaseOwner;
import io.opportunities.support.SecondInstance;
import io.opportunities.support.Service;
import io.opportunities.support.TestResponse;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/**
 * Sends two write calls at once, on two instances. The rows then equal those of one of the two serial orders.
 *
 * <p> {@code -Dsweep.pairs} is the number of pairs drawn, without which seven are sent, and {@code -Dsweep.seed} their seed. {@code
 * -Dsweep.rounds} is the number of rounds of each. {@code -Dsweep.only=0,1;18,25} selects pairs of two calls of {@link WriteCall#ALL}.
 */
@TrialTest
@Import(DatabaseOwner.class)
class PairSweepTests {

    private static final int PAIRS = Integer.getInteger("sweep.pairs", 0);
    private static final int ROUNDS = Integer.getInteger("sweep.rounds", 3);
    private static final long SEED = Long.getLong("sweep.seed", System.nanoTime());
    private static final String ONLY = System.getProperty("sweep.only", PAIRS > 0 ? "" : "0,1;18,25;14,17;14,29;20,24;30,32;33,34");

    private static SecondInstance other;

    @Autowired
    private Service service;

    @Autowired
    private DatabaseOwner database;

    private @Nullable Client company;
    private int made;

    @BeforeAll
    static void startTheOtherInstance(@Autowired Service service) {
        other = SecondInstance.beside(service);
    }

    @AfterAll
    static void stopTheOtherInstance() {
        other.close();
    }

    @Test
    void twoCallsAtOnceLeaveWhatOneOrderOfThemLeaves() throws Exception {
        System.out.println("-Dsweep.seed=" + SEED);
        List<Pair> pairs = ONLY.isEmpty() ? drawn() : Arrays.stream(ONLY.split(";")).map(Pair::of).toList();
        List<String> failures = new ArrayList<>();
        TreeMap<String, Integer> failedRounds = new TreeMap<>();
        for (Pair pair : pairs) {
            List<Outcome> serial = serial(pair);
            for (int round = 0; round < ROUNDS; round++) {
                Outcome outcome = atOnce(pair);
                if (serial.stream().noneMatch(outcome::isLike)) {
                    failures.add(failure(pair, outcome, serial));
                    failedRounds.merge(pair.toString(), 1, Integer::sum);
                }
            }
        }
        System.out.printf("%d pairs of %d rounds each, failed: %d of %d rounds%n", pairs.size(), ROUNDS, failures.size(),
                pairs.size() * ROUNDS);
        failedRounds.forEach((pair, count) -> System.out.println("  " + count + " of " + ROUNDS + ": " + pair));
        assertThat(failures.stream().limit(10)).as("failures: " + failures.size()).isEmpty();
    }

    /** What the orders of a pair leave; the records of a contact that one removes may let go of it at once, or after the other call. */
    private List<Outcome> serial(Pair pair) throws Exception {
        List<Outcome> serial = new ArrayList<>(List.of(inOrder(pair.first(), pair.second(), false),
                inOrder(pair.second(), pair.first(), false).swapped()));
        if (pair.first().removesContact()) {
            serial.add(inOrder(pair.first(), pair.second(), true));
        }
        if (pair.second().removesContact()) {
            serial.add(inOrder(pair.second(), pair.first(), true).swapped());
        }
        return serial;
    }

    private Outcome inOrder(WriteCall first, WriteCall second, boolean recordsAreLocked) throws Exception {
        SharedRecords records = records();
        TestResponse one;
        try (Connection locks = database.begin()) {
            if (recordsAreLocked) {
                records.lock(locks);
            }
            one = first.on(records, service.url());
            locks.rollback();
        }
        TestResponse two = second.on(records, other.url());
        assertThat(List.of(one, two)).as("%s, then %s", first, second).allMatch(response -> response.status() < 500);
        return new Outcome(List.of(one, two), records.state(database));
    }

    private Outcome atOnce(Pair pair) throws Exception {
        SharedRecords records = records();
        List<TestResponse> answers = Concurrently.send(List.of(() -> pair.first().on(records, service.url()),
                () -> pair.second().on(records, other.url())));
        return new Outcome(answers, records.state(database));
    }

    private SharedRecords records() {
        if (company == null || SharedRecords.isFull(made)) {
            company = service.newCompany();
            made = 0;
        }
        return SharedRecords.in(company, made++, database);
    }

    private static List<Pair> drawn() {
        int calls = WriteCall.ALL.size();
        List<Pair> all = new ArrayList<>(IntStream.range(0, calls).boxed()
                .flatMap(first -> IntStream.range(first, calls).mapToObj(second -> new Pair(first, second))).toList());
        Collections.shuffle(all, new Random(SEED));
        return all.subList(0, Math.min(PAIRS, all.size()));
    }

    private static String failure(Pair pair, Outcome outcome, List<Outcome> serial) {
        Outcome nearest = serial.stream().min(Comparator.comparing(one -> outcome.differences(one).size())).orElseThrow();
        return "%s%n  answers %s%n  %s".formatted(pair, outcome.answers(), String.join("\n  ", outcome.differences(nearest)));
    }

    private record Pair(int one, int two) {

        static Pair of(String numbers) {
            String[] both = numbers.split(",");
            return new Pair(Integer.parseInt(both[0]), Integer.parseInt(both[1]));
        }

        WriteCall first() {
            return WriteCall.ALL.get(one);
        }

        WriteCall second() {
            return WriteCall.ALL.get(two);
        }

        @Override
        public String toString() {
            return "%d,%d: %s | %s".formatted(one, two, first(), second());
        }
    }

    /** The responses of two calls, and the state after them. */
    private record Outcome(List<TestResponse> answers, List<String> state) {

        Outcome swapped() {
            return new Outcome(answers.reversed(), state);
        }

        boolean isLike(Outcome serial) {
            return differences(serial).isEmpty();
        }

        /** Returns lines of one that the other lacks; the rejection of a late call may differ. */
        List<String> differences(Outcome serial) {
            List<String> these = Stream.concat(done().stream(), state.stream()).toList();
            List<String> those = Stream.concat(serial.done().stream(), serial.state.stream()).toList();
            return Stream.concat(without(these, those).stream().map("+ "::concat), without(those, these).stream().map("- "::concat))
                    .toList();
        }

        private List<String> done() {
            return IntStream.range(0, answers.size())
                    .mapToObj(
                            call -> "call " + call + " " + (answers.get(call).status() / 100 == 4 ? "refused" : answers.get(call).status()))
                    .toList();
        }

        private static List<String> without(List<String> all, List<String> others) {
            List<String> left = new ArrayList<>(all);
            others.forEach(left::remove);
            return left;
        }
    }
}
