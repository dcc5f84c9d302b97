package io.opportunities.crm.opportunity;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.SecondInstance;
import io.opportunities.support.Service;
import io.opportunities.support.TestResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Two instances of the service on one database, with many concurrent clients. */
@Tag("citus")
@ApiTest
class RaceTests {

    private static final int CLIENTS = 64;
    private static final int ROUNDS = 20;
    private static final AtomicInteger KEYS = new AtomicInteger();

    private static SecondInstance other;

    @Autowired
    private Service service;

    private final Client company;

    @BeforeAll
    static void startTheOtherInstance(@Autowired Service service) {
        other = SecondInstance.beside(service);
    }

    @AfterAll
    static void stopTheOtherInstance() {
        other.close();
    }

    RaceTests(Client company) {
        this.company = company;
    }

    @ParameterizedTest
    @ValueSource(strings = {"title", "primaryEmail", "primaryPhone", "address"})
    void oneNewKeySentByManyMakesOneRecordAndOneContact(String matchBy) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            int key = KEYS.incrementAndGet();
            List<TestResponse> answers = atOnce((int client) -> sameKey(matchBy, key, client));

            assertThat(answers).extracting(TestResponse::status).containsOnly(200, 201);
            assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
            assertThat(answers).extracting(TestResponse::id).containsOnly(answers.getFirst().id());
            assertThat(company.get("/opportunities?page_size=100").json()).hasSize(round + 1);
            assertThat(company.get("/contacts?page_size=100").json()).hasSize(round + 1);
        }
    }

    @RepeatedTest(ROUNDS)
    void oneEmailUnderManyTitlesMakesOneRecordAndOneContact() throws Exception {
        int key = KEYS.incrementAndGet();

        List<TestResponse> answers = atOnce(client -> Opportunities.body("\"primaryEmail\": \"race%d@example.com\"".formatted(key)),
                "primaryEmail");

        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
        assertThat(answers).extracting(TestResponse::id).containsOnly(answers.getFirst().id());
        assertThat(company.get("/contacts").json()).hasSize(1);
    }

    @RepeatedTest(ROUNDS)
    void differentRecordsOfOnePersonMakeOneContactAndNumbersWithoutTwins() throws Exception {
        int key = KEYS.incrementAndGet();

        List<TestResponse> answers = atOnce(client -> Opportunities.body("\"primaryEmail\": \"one%d@example.com\"".formatted(key)),
                "title");

        assertThat(answers).extracting(TestResponse::status).containsOnly(201);
        assertThat(answers).extracting(answer -> answer.json().get("number").asLong())
                .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, CLIENTS).boxed().toList());
        assertThat(company.get("/contacts").json()).hasSize(1);
    }

    @RepeatedTest(ROUNDS)
    void aMatchByAnyKeyFindsARecordUnderCreation() throws Exception {
        int key = KEYS.incrementAndGet();
        String[] ways = {"title", "primaryEmail", "primaryPhone", "address"};

        List<TestResponse> answers = atOnce(client -> call(client, ways[client % ways.length], same(key)));

        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
        assertThat(company.get("/opportunities").json()).hasSize(1);
        assertThat(company.get("/contacts").json()).hasSize(1);
    }

    @RepeatedTest(5)
    void oneNewOptionSentByManyInAnyCaseIsAddedOnce() throws Exception {
        company.post("/properties", """
                {"recordType": "opportunity", "name": "Roof type", "type": "DROPDOWN"}""");

        List<TestResponse> answers = atOnce(client -> call(client, "title&allow_new_options=true",
                Opportunities.body("\"custom\": {\"roof_type\": \"%s\"}".formatted(client % 2 == 0 ? "Slate" : "SLATE"))));

        assertThat(answers).extracting(TestResponse::status).containsOnly(201);
        assertThat(answers).extracting(answer -> answer.json().get("custom").get("roof_type")).containsOnly(
                answers.getFirst().json().get("custom").get("roof_type"));
        assertThat(company.get("/properties").json().get("opportunity").get(0).get("options")).hasSize(1);
    }

    private Callable<TestResponse> sameKey(String matchBy, int key, int client) {
        String title = matchBy.equals("title") ? "Race " + key : "Race %d of %d".formatted(key, client);
        String address = (matchBy.equals("address") ? "" : client + 1) + "%d Race St, Nashville, TN 37201".formatted(key);
        return call(client, matchBy, Opportunities.with(title, address, "\"primaryEmail\": \"race%d@example.com\"".formatted(key),
                "\"primaryPhone\": \"+1 615 555 %04d\"".formatted(key)));
    }

    private static String same(int key) {
        return Opportunities.with("Race " + key, key + " Race St, Nashville, TN 37201",
                "\"primaryEmail\": \"race%d@example.com\"".formatted(key),
                "\"primaryPhone\": \"+1 615 555 %04d\"".formatted(key));
    }

    private List<TestResponse> atOnce(IntFunction<String> body, String matchBy) throws Exception {
        return atOnce(client -> call(client, matchBy, body.apply(client)));
    }

    private Callable<TestResponse> call(int client, String matchBy, String body) {
        Client instance = client % 2 == 0 ? company : company.at(other.url());
        return () -> instance.post("/opportunities?match_by=" + matchBy, body);
    }

    private static List<TestResponse> atOnce(IntFunction<Callable<TestResponse>> calls) throws Exception {
        CountDownLatch ready = new CountDownLatch(CLIENTS);
        List<TestResponse> answers = new ArrayList<>();
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            List<Future<TestResponse>> sent = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                Callable<TestResponse> call = calls.apply(client);
                sent.add(clients.submit(() -> {
                    ready.countDown();
                    ready.await();
                    return call.call();
                }));
            }
            for (Future<TestResponse> answer : sent) {
                answers.add(answer.get());
            }
        }
        return answers;
    }
}
