package io.opportunities.crm.team;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Basic;
import io.opportunities.support.Client;
import io.opportunities.support.Concurrently;
import io.opportunities.support.SecondInstance;
import io.opportunities.support.Service;
import io.opportunities.support.StatementCounter;
import io.opportunities.support.TestResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@Tag("citus")
@ApiTest
class TeamTests {

    @Autowired
    private Service service;

    private Client admin;
    private JsonNode sam;
    private long lee;
    private TestResponse made;
    private String path;

    @BeforeEach
    void aTeam() {
        admin = service.newCompany();
        sam = user("\"firstName\": \"Sam\", \"phone\": \"615 555 0134\"");
        lee = user("\"role\": \"ADMIN\"").get("id").asLong();
        made = admin.post("/teams", "{\"name\": \"North crew\", \"workers\": [{\"id\": %s, \"isTeamLead\": true}, {\"id\": \"%d\"}]}"
                .formatted(sam.get("id"), lee));
        path = "/teams/" + made.id();
    }

    @Test
    void aTeamContainsItsWorkersAsUsersWithTheLead() {
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Location")).isEqualTo(path);
        assertThat(made.json()).hasToString("""
                {"id":%d,"name":"North crew","workers":[%s,"isTeamLead":true},%s,"isTeamLead":false}]}""".formatted(made.id(),
                withoutEnd(sam.toString()), withoutEnd(admin.get("/users/" + lee).json().toString())));
        assertThat(admin.get(path).body()).isEqualTo(made.body());
        assertThat(admin.get(path).header("ETag")).isEqualTo(made.header("ETag")).startsWith("\"0-");
        assertThat(admin.get("/v1/teams").body()).isEqualTo("[" + made.body() + "]");
    }

    @Test
    void aPatchChangesWhatItNamesAndNothingElse() {
        TestResponse renamed = admin.patch(path, "{\"name\": \"South crew\"}");
        TestResponse led = admin.patch(path, "{\"workers\": [{\"id\": %d, \"isTeamLead\": true}]}".formatted(lee));
        TestResponse same = admin.patch(path, led.body());
        TestResponse cleared = admin.patch(path, "{\"workers\": null}");

        assertThat(renamed.json().get("name").stringValue()).isEqualTo("South crew");
        assertThat(workers(renamed)).containsExactly(sam.get("id").asLong(), lee);
        assertThat(workers(led)).containsExactly(lee);
        assertThat(led.json().at("/workers/0/isTeamLead").booleanValue()).isTrue();
        assertThat(led.header("ETag")).startsWith("\"2-");
        assertThat(same.header("ETag")).isEqualTo(led.header("ETag"));
        assertThat(cleared.json().get("workers")).isEmpty();
        assertThat(admin.get(path).body()).isEqualTo(cleared.body());
    }

    @Test
    void anOlderVersionIsNeitherChangedNorRemoved() {
        Map<String, String> read = Map.of("If-Match", String.valueOf(made.header("ETag")));
        admin.patch(path, "{\"workers\": [{\"id\": %d}]}".formatted(lee));

        assertThat(admin.patch(path, "{\"name\": \"A\"}", read).status()).isEqualTo(412);
        assertThat(admin.send("DELETE", path, null, read).status()).isEqualTo(412);
    }

    @Test
    void aTeamIsRemovedAndItsWorkersStayUsers() {
        TestResponse removed = admin.delete(path);

        assertThat(removed.status()).isEqualTo(200);
        assertThat(removed.json()).isEqualTo(made.json());
        assertThat(admin.delete(path).status()).isEqualTo(404);
        assertThat(admin.get("/teams").json()).isEmpty();
        assertThat(admin.get("/users/" + lee).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
            "{\"name\": \" \"}                                       | name",
            "{\"name\": \"A\", \"workers\": 5}                     | workers",
            "{\"name\": \"A\", \"workers\": [null, 5, {\"isTeamLead\": \"x\"}]} | workers[0] workers[1] workers[2].isTeamLead workers[2].id",
            "{\"name\": \"A\", \"workers\": [{\"id\": 987654321}]}   | workers[0].id",
            "{\"name\": \"A\", \"workers\": [{\"id\": ${lee}}, {\"id\": ${lee}}]} | workers[1].id",
            "{\"name\": \"A\", \"workers\": [${101}]}              | workers"})
    void whatIsWrongIsNamedAndNothingIsDone(String body, String fields) {
        String sent = body.replace("${lee}", String.valueOf(lee)).replace("${101}",
                IntStream.range(0, 101).mapToObj(i -> "{\"id\": %d}".formatted(lee + i)).collect(Collectors.joining(", ")));
        for (TestResponse refused : List.of(admin.post("/teams", sent), admin.patch(path, sent))) {
            assertThat(refused.status()).as(refused.toString()).isEqualTo(400);
            assertThat(refused.errorFields()).containsExactlyInAnyOrder(fields.split(" "));
        }
        assertThat(admin.get("/teams").json()).hasSize(1);
        assertThat(admin.get(path).body()).isEqualTo(made.body());
    }

    @Test
    void usersOfAnotherCompanyAreUnknown() {
        TestResponse refused = service.newCompany().post("/teams", "{\"name\": \"A\", \"workers\": [{\"id\": %d}]}".formatted(lee));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().get("message").stringValue())
                .isEqualTo("workers[0].id must be the id of a user; there is no user %d".formatted(lee));
    }

    @Test
    void aReadKeyListsThem() {
        String email = UUID.randomUUID() + "@example.com";
        admin.post("/users", "{\"email\": \"%s\", \"password\": \"correct horse\"}".formatted(email));
        TestResponse key = admin.withKey(null).post("/api-keys", "{\"scope\": \"read\"}", Basic.of(email, "correct horse"));
        Client reader = admin.withKey(key.json().get("token").stringValue());

        assertThat(reader.get("/teams").json()).hasSize(1);
        assertThat(reader.post("/teams", "{\"name\": \"A\"}").status()).isEqualTo(403);
        assertThat(reader.patch(path, "{\"name\": \"A\"}").status()).isEqualTo(403);
        assertThat(reader.delete(path).status()).isEqualTo(403);
    }

    @Test
    void aPageTakesAsManyStatementsAsOneTeam() {
        int one = StatementCounter.of(admin.get("/teams")).size();
        IntStream.range(0, 10).forEach(i -> admin.post("/teams",
                "{\"name\": \"Crew %d\", \"workers\": [{\"id\": %d}, {\"id\": %s}]}".formatted(i, lee, sam.get("id"))));

        TestResponse page = admin.get("/teams?page_size=5&page=2");

        assertThat(page.json()).hasSize(5);
        assertThat(page.header("Link")).isNotNull();
        assertThat(StatementCounter.of(page)).hasSize(one);
    }

    @Test
    void changesAtOnceOnTwoReplicasLeaveTheWorkersOfOne() throws Exception {
        try (SecondInstance other = SecondInstance.beside(service)) {
            List<TestResponse> answers = Concurrently.send(IntStream
                    .range(0, 20).<Callable<TestResponse>>mapToObj(i -> () -> (i % 2 == 0 ? admin : admin.at(other.url()))
                            .patch(path,
                                    "{\"workers\": [{\"id\": %s}, {\"id\": %s}]}".formatted(i % 4 < 2 ? lee : sam.get("id"),
                                            i % 4 < 2 ? sam.get("id") : lee)))
                    .toList());

            assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).as(answer.toString()).isEqualTo(200));
            assertThat(workers(admin.get(path))).containsExactlyInAnyOrder(sam.get("id").asLong(), lee);
        }
    }

    private static String withoutEnd(String object) {
        return object.substring(0, object.length() - 1);
    }

    private static List<Long> workers(TestResponse team) {
        return team.json().get("workers").valueStream().map(worker -> worker.get("id").asLong()).toList();
    }

    private JsonNode user(String members) {
        return admin.post("/users", "{\"email\": \"%s@example.com\", %s}".formatted(UUID.randomUUID(), members)).json();
    }
}
