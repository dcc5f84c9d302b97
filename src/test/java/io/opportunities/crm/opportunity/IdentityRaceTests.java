package io.opportunities.crm.opportunity;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.Concurrently;
import io.opportunities.support.SecondInstance;
import io.opportunities.support.Service;
import io.opportunities.support.TestResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Lists of keys, merges and creates at once, on two instances of the service. {@code -Drace.clients=64 -Drace.rounds=20} is the full size.
 */
@ApiTest
class IdentityRaceTests {

    private static final int CLIENTS = Integer.getInteger("race.clients", 12);
    private static final int ROUNDS = Integer.getInteger("race.rounds", 1);
    private static final int KEYS = 5;
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private static SecondInstance other;

    private final Client company;
    private final Random random = new Random(27);

    IdentityRaceTests(Client company) {
        this.company = company;
    }

    @BeforeAll
    static void startTheOtherInstance(@Autowired Service service) {
        other = SecondInstance.beside(service);
    }

    @AfterAll
    static void stopTheOtherInstance() {
        other.close();
    }

    /** The clients share some of the five values, in every combination, and each lists the keys in an order of its own. */
    @Test
    void valuesThatManyShareMakeOneRecordAndOneContactInEachOrderOfTheKeys() throws Exception {
        int records = 0;
        for (int shared = 1; shared < 1 << KEYS; shared++) {
            for (int round = 0; round < ROUNDS; round++) {
                List<Callable<TestResponse>> calls = new ArrayList<>();
                int number = NUMBER.incrementAndGet();
                for (int client = 0; client < CLIENTS; client++) {
                    calls.add(create(client, keys(), body(shared, number, client)));
                }

                List<TestResponse> answers = Concurrently.send(calls);

                assertThat(answers).as("shared " + shared).extracting(TestResponse::status).containsOnly(200, 201);
                assertThat(answers).as("shared " + shared).filteredOn(answer -> answer.status() == 201).hasSize(1);
                assertThat(answers).as("shared " + shared).extracting(TestResponse::id).containsOnly(answers.getFirst().id());
                records++;
            }
        }
        assertThat(company.get("/opportunities?include_total=true&page_size=1").header("X-Total-Count")).isEqualTo(String.valueOf(records));
        assertThat(company.get("/contacts?include_total=true&page_size=1").header("X-Total-Count")).isEqualTo(String.valueOf(records));
    }

    /** Only one of them may have the external id, whichever key each matches by. */
    @RepeatedTest(3)
    void oneExternalIdUnderManyTitlesMakesOneRecordAndConflicts() throws Exception {
        int number = NUMBER.incrementAndGet();
        List<Callable<TestResponse>> calls = new ArrayList<>();
        for (int client = 0; client < CLIENTS; client++) {
            calls.add(create(client, client % 3 == 0 ? "externalId" : "title,address", body(0b10000, number, client)));
        }

        List<TestResponse> answers = Concurrently.send(calls);

        assertThat(answers).extracting(TestResponse::status).isSubsetOf(200, 201, 409);
        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
        assertThat(company.get("/opportunities").json()).hasSize(1);
    }

    /** At each moment of any serial order one of the two records has each key, so no create makes a third one. */
    @RepeatedTest(5)
    void mergesUnmergesAndCreatesOnOneKeyEndAsInSomeOrder() throws Exception {
        int number = NUMBER.incrementAndGet();
        long target = company.post("/opportunities", body(0b11111, number, 0)).id();
        long source = company.post("/opportunities?match_by=externalId", body(0b11111, NUMBER.incrementAndGet(), 0)).id();
        int second = NUMBER.get();
        List<Callable<TestResponse>> calls = new ArrayList<>();
        for (int client = 0; client < CLIENTS; client++) {
            Client instance = client % 2 == 0 ? company : company.at(other.url());
            switch (client % 4) {
                case 0 -> calls.add(
                        patiently(() -> instance.post("/opportunities/" + target + "/merge", "{\"sources\": [%d]}".formatted(source))));
                case 1 -> calls.add(
                        patiently(() -> instance.post("/opportunities/" + target + "/unmerge", "{\"sources\": [%d]}".formatted(source))));
                default -> calls.add(create(client, keys() + "&match_found_strategy=" + (client % 4 == 2 ? "skip" : "enrich"),
                        body(0b11111, client % 8 < 4 ? number : second, client)));
            }
        }

        List<TestResponse> answers = Concurrently.send(calls);

        assertThat(answers).extracting(TestResponse::status).as(answers.toString()).isSubsetOf(200, 400);
        assertThat(answers).filteredOn(answer -> answer.json().has("number")).extracting(TestResponse::id).isSubsetOf(target, source);
        boolean merged = company.get("/opportunities/" + source).id() == target;
        assertThat(company.get("/opportunities").json()).hasSize(merged ? 1 : 2);
        assertThat(company.post("/opportunities?match_by=externalId", body(0b11111, second, 0)).id()).isEqualTo(merged ? target : source);
    }

    /** The create is before the change, and makes a record, or after it, and matches. */
    @RepeatedTest(30)
    void anotherSourceAndACreateWithItEndAsInSomeOrder() throws Exception {
        int number = NUMBER.incrementAndGet();
        String reference = "\"externalId\": \"S%d\", \"source\": ".formatted(number);
        long id = company.post("/opportunities", Opportunities.body(reference + "\"old\"")).id();

        List<TestResponse> answers = Concurrently.send(List.of(
                () -> company.patch("/opportunities/" + id, "{\"source\": \"new\"}"),
                create(1, "externalId", Opportunities.body(reference + "\"new\""))));

        assertThat(answers).extracting(TestResponse::status).isIn(List.of(200, 200), List.of(409, 201));
    }

    /** The restores of records with one title count each other, whichever is first. */
    @RepeatedTest(3)
    void recordsThatAreRestoredAtOnceAreOneGroup() throws Exception {
        String title = "Group " + NUMBER.incrementAndGet();
        List<Callable<TestResponse>> calls = new ArrayList<>();
        for (int client = 0; client < CLIENTS; client++) {
            long id = company
                    .post("/opportunities?match_by=address", Opportunities.with(title, (client + 1) + " Elm St, Nashville, TN 37201")).id();
            company.delete("/opportunities/" + id);
            Client instance = client % 2 == 0 ? company : company.at(other.url());
            calls.add(patiently(() -> instance.patch("/opportunities/" + id, "{\"isActive\": true}")));
        }

        List<TestResponse> answers = Concurrently.send(calls);

        assertThat(answers).extracting(TestResponse::status).containsOnly(200);
        assertThat(company.get("/duplicates?by=title").json().get(0).get("count").asInt()).isEqualTo(CLIENTS);
    }

    private Callable<TestResponse> create(int client, String matchBy, String body) {
        Client instance = client % 2 == 0 ? company : company.at(other.url());
        return patiently(() -> instance.post("/opportunities?match_by=" + matchBy, body));
    }

    /** A client repeats a call that finds too many others before it, as {@code Retry-After} asks. */
    private static Callable<TestResponse> patiently(Callable<TestResponse> call) {
        return () -> {
            TestResponse answer = call.call();
            for (int tries = 1; answer.status() == 503 && tries < 10; tries++) {
                TimeUnit.SECONDS.sleep(1);
                answer = call.call();
            }
            return answer;
        };
    }

    private String keys() {
        List<String> keys = new ArrayList<>(List.of("title", "primaryEmail", "primaryPhone", "address", "externalId"));
        Collections.shuffle(keys, random);
        return String.join(",", keys);
    }

    /** @param shared which of the five values all clients have, as bits */
    private static String body(int shared, int number, int client) {
        String[] values = new String[KEYS];
        for (int key = 0; key < KEYS; key++) {
            values[key] = number + ((shared >> key & 1) == 1 ? "" : "x" + (client + 1));
        }
        String phone = "+1 615 %03d %04d".formatted(200 + number % 700, (shared >> 2 & 1) == 1 ? 0 : client + 1);
        int house = number * 100 + ((shared >> 3 & 1) == 1 ? 0 : client + 1);
        return Opportunities.with("Race " + values[0], house + " Race St, Nashville, TN 37201",
                "\"primaryEmail\": \"race%s@example.com\"".formatted(values[1]), "\"primaryPhone\": \"%s\"".formatted(phone),
                "\"externalId\": \"%s\"".formatted(values[4]));
    }
}
