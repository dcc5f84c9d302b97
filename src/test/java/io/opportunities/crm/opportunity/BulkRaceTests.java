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
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Bulks and single calls with the same keys at the same time, on two instances. */
@Tag("citus")
@ApiTest
class BulkRaceTests {

    private static final int KEYS = 150;
    private static SecondInstance other;

    private final Client company;

    BulkRaceTests(Client company) {
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

    @Test
    void oneRecordAndOneContactIsMadeOfEachKey() throws Exception {
        List<String> bodies = IntStream.range(0, KEYS).mapToObj(BulkRaceTests::body).toList();
        List<Callable<TestResponse>> calls = new ArrayList<>();
        for (Client client : List.of(company, company.at(other.url()))) {
            List<String> shuffled = new ArrayList<>(bodies);
            Collections.shuffle(shuffled);
            calls.add(() -> client.post("/opportunities/bulk?match_by=primaryEmail&match_found_strategy=enrich", shuffled.toString()));
            IntStream.range(0, 8).forEach(i -> calls.add(() -> client.post("/opportunities?match_by=primaryEmail", bodies.get(i * 7))));
        }

        List<TestResponse> answers = Concurrently.send(calls);

        assertThat(answers).allSatisfy(answer -> assertThat(answer.body()).doesNotContain("\"error\""));
        assertThat(count("/opportunities")).isEqualTo(KEYS);
        assertThat(count("/contacts")).isEqualTo(KEYS);
    }

    @Test
    void aRefusedReferenceLeavesTheOthers() {
        company.post("/opportunities", Opportunities.body("\"externalId\": \"7\""));
        List<String> bodies = List.of(Opportunities.body(), Opportunities.body("\"externalId\": \"7\""),
                Opportunities.body("\"ownerId\": 99999999"), Opportunities.body("\"externalId\": \"8\""),
                Opportunities.body("\"externalId\": \"8\""));

        TestResponse answer = company.post("/opportunities/bulk", bodies.toString());

        assertThat(answer.json().valueStream().map(item -> item.get("status").asInt())).containsExactly(201, 409, 400, 201, 409);
        assertThat(answer.json().at("/1/error/field").stringValue()).isEqualTo("externalId");
        assertThat(answer.json().at("/2/error/field").stringValue()).isEqualTo("ownerId");
    }

    private long count(String path) {
        return Long.parseLong(String.valueOf(company.get(path + "?include_total=true").header("X-Total-Count")));
    }

    private static String body(int key) {
        return Opportunities.with("Race " + key, key + " Race St, Nashville, TN 37201",
                "\"primaryEmail\": \"race%d@example.com\"".formatted(key), "\"primaryPhone\": \"615-556-%04d\"".formatted(key));
    }
}
