package io.opportunities.trials;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.Client;
import io.opportunities.support.Concurrently;
import io.opportunities.support.TestResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Instances are killed and PostgreSQL is stopped while clients create records. Acknowledged records exist, once, and a repeated request has
 * no second effect.
 *
 * <p> {@code -Dkill.seconds} is the duration; {@code -Dkill.seed} repeats a run as far as the moments of its faults go.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KillTests {

    private static final int CLIENTS = 16;
    private static final Duration LENGTH = Duration.ofSeconds(Long.getLong("kill.seconds", 15));
    private static final long SEED = Long.getLong("kill.seed", System.nanoTime());
    private static final int QUIET = 300;

    private final Tally tally = new Tally();
    private final List<Replica> replicas = new ArrayList<>();
    private List<Client> instances;
    private PostgresCluster postgres;
    private List<RecordedCall> acknowledged;
    private List<String> differences;
    private List<JsonNode> opportunities;
    private List<JsonNode> contacts;

    @BeforeAll
    void killUnderLoad(@TempDir Path directory) throws Exception {
        System.out.println("-Dkill.seed=" + SEED);
        postgres = PostgresCluster.in(directory.resolve("postgres")).start();
        for (String name : List.of("a", "b")) {
            replicas.add(Replica.on(postgres.url(), postgres.password(), directory.resolve(name + ".log")).start());
        }
        instances = replicas.stream().map(replica -> new Client(replica.awaitReady().url(), Replica.KEY)).toList();
        try (MixedLoad load = MixedLoad.start(CLIENTS, instances, tally, SEED)) {
            new FaultInjector(replicas, postgres, SEED, tally).strike(LENGTH, LENGTH.toSeconds() < 60 ? 1 : 2);
            acknowledged = load.stop();
            differences = load.differences();
        }
        opportunities = Records.all(instances.getFirst(), "/opportunities");
        contacts = Records.all(instances.getLast(), "/contacts");
        tally.print("Killed under load for " + LENGTH);
    }

    @AfterAll
    void end() {
        replicas.forEach(Replica::close);
        postgres.close();
    }

    @Test
    void enoughFaultsAndRequestsHappened() {
        assertThat(tally.of("instances killed and restarted")).isPositive();
        assertThat(tally.of("PostgreSQL stopped and restarted")).isPositive();
        assertThat(tally.of("tried again: no answer")).isPositive();
        assertThat(acknowledged.size()).isGreaterThan(200);
        assertThat(acknowledged).filteredOn(sent -> sent.answer().status() >= 300).isEmpty();
    }

    @Test
    void noInstanceTookADisasterForABug() throws Exception {
        for (Replica replica : replicas) {
            assertThat(replica.failures()).isEmpty();
        }
    }

    @Test
    void whatWasAcknowledgedIsThereAsItWasAcknowledged() {
        Map<Long, JsonNode> byId = opportunities.stream().collect(Collectors.toMap(record -> record.get("id").asLong(), record -> record));
        List<RecordedCall> created = acknowledged.stream().filter(RecordedCall::created).filter(sent -> !sent.request().isContact())
                .toList();

        assertThat(created).allSatisfy(sent -> assertThat(byId.get(sent.answer().id())).isEqualTo(sent.answer().json()));
        assertThat(byId.keySet()).as("and nothing else, since every request was answered")
                .containsExactlyInAnyOrderElementsOf(created.stream().map(sent -> sent.answer().id()).toList());
    }

    @Test
    void oneRecordWasMadeOfEachValueThatSeveralBrought() {
        Map<String, List<RecordedCall>> byValue = acknowledged.stream().collect(Collectors.groupingBy(sent -> sent.request().shares()));

        assertThat(byValue.values()).filteredOn(all -> all.stream().filter(RecordedCall::created).count() != 1).isEmpty();
        assertThat(byValue.values()).filteredOn(all -> all.stream().map(sent -> sent.answer().id()).distinct().count() != 1).isEmpty();
        assertThat(byValue.values().stream().filter(all -> all.size() > 1).count()).isPositive();
    }

    @Test
    void noNumberTitleEmailOrPhoneIsThereTwice() {
        assertThat(opportunities).isNotEmpty().extracting(record -> record.get("number").asLong()).doesNotHaveDuplicates();
        assertThat(opportunities).extracting(record -> record.get("title").stringValue()).doesNotHaveDuplicates();
        for (String handles : List.of("emails", "phones")) {
            assertThat(contacts.stream().flatMap(contact -> contact.get(handles).valueStream()).map(JsonNode::stringValue))
                    .isNotEmpty().doesNotHaveDuplicates();
        }
    }

    @Test
    void everyContactThatWasAcknowledgedIsThere() {
        Set<Long> ids = contacts.stream().map(contact -> contact.get("id").asLong()).collect(Collectors.toSet());

        assertThat(acknowledged).filteredOn(sent -> sent.request().isContact() && !ids.contains(sent.answer().id())).isEmpty();
        assertThat(ids.size()).as("one for each record, and those that were made as such")
                .isEqualTo(acknowledged.stream().filter(RecordedCall::created).count());
    }

    @Test
    void whatWasRepeatedMeanwhileWasAnsweredAgainToTheLetter() {
        assertThat(differences).isEmpty();
    }

    @Test
    void everyRequestSentAgainIsAnsweredAgainToTheLetter() throws Exception {
        PatientClient patient = new PatientClient(instances, new Tally());
        int before = Records.all(instances.getFirst(), "/opportunities").size();

        try (ExecutorService threads = Executors.newFixedThreadPool(CLIENTS)) {
            List<Future<TestResponse>> again = acknowledged.stream().map(sent -> threads.submit(() -> patient.send(sent.request())))
                    .toList();

            for (int i = 0; i < again.size(); i++) {
                TestResponse repeated = again.get(i).get();
                assertThat(acknowledged.get(i).isRepeatedBy(repeated)).as("%s, again: %s", acknowledged.get(i), repeated).isTrue();
            }
        }
        assertThat(Records.all(instances.getFirst(), "/opportunities").size()).isEqualTo(before);
    }

    @Test
    void noRequestFailsOnceAllIsBack() throws Exception {
        PostMix posts = new PostMix();
        List<Callable<TestResponse>> requests = new ArrayList<>();
        for (int i = 0; i < QUIET; i++) {
            WriteRequest post = posts.next(new Random(i));
            Client instance = instances.get(i % instances.size());
            requests.add(() -> instance.post(post.target(), post.json(), Map.of("Idempotency-Key", "quiet " + post.key())));
        }

        for (int i = 0; i < QUIET; i += CLIENTS) {
            assertThat(Concurrently.send(requests.subList(i, Math.min(QUIET, i + CLIENTS)))).allMatch(answer -> answer.status() < 300);
        }
    }
}
