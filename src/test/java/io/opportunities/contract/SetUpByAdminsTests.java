package io.opportunities.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.Service;
import io.opportunities.support.TestResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The permissions for the configuration of a company. */
@Tag("citus")
@ApiTest
class SetUpByAdminsTests {

    @Autowired
    private Service service;

    private Client admin;
    private String email;

    @BeforeEach
    void aCompanyWithAMember() {
        admin = service.newCompany();
        email = UUID.randomUUID() + "@example.com";
        admin.post("/users", "{\"email\": \"%s\", \"password\": \"correct horse\"}".formatted(email));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
            "/users      | {\"email\": \"${new}@example.com\"}                                       | {\"phone\": \"1\"}",
            "/workflows  | {\"name\": \"Homes\", \"phases\": [{\"name\": \"Lead\"}]}                 | {\"type\": \"A\"}",
            "/teams      | {\"name\": \"North crew\"}                                                | {\"name\": \"A\"}",
            "/properties | {\"recordType\": \"account\", \"name\": \"Tier\", \"type\": \"TEXT\"}     | {\"name\": \"A\"}"})
    void onlyAnAdminOfTheSameCompanyWithAFullKeyMay(String path, String body, String change) {
        String record = path + "/" + admin.post(path, body.replace("${new}", UUID.randomUUID().toString())).id();
        String before = admin.get(record).body();
        Client stranger = service.newCompany();

        for (Client caller : List.of(key("{}"), key("{\"scope\": \"read\"}"), readKeyOfTheAdmin())) {
            assertThat(changes(caller, record, change)).containsOnly(403);
            assertThat(caller.get(record).status()).isEqualTo(200);
        }
        assertThat(changes(stranger, record, change)).containsOnly(404);
        assertThat(stranger.get(record).status()).isEqualTo(404);
        assertThat(changes(stranger, path + "/987654321", change)).containsOnly(404);
        assertThat(changes(stranger, path + "/x", change)).containsOnly(400);
        assertThat(admin.get(record).body()).isEqualTo(before);
    }

    private static List<Integer> changes(Client caller, String record, String change) {
        return Stream.of(caller.patch(record, change), caller.patch("/v1" + record, change), caller.delete(record),
                caller.delete("/v1" + record)).map(TestResponse::status).toList();
    }

    private Client key(String body) {
        String basic = Base64.getEncoder().encodeToString((email + ":correct horse").getBytes(StandardCharsets.UTF_8));
        TestResponse made = admin.withKey(null).post("/api-keys", body, Map.of("Authorization", "Basic " + basic));
        return admin.withKey(made.json().get("token").stringValue());
    }

    private Client readKeyOfTheAdmin() {
        String mail = admin.get("/users?order_by=asc").json().get(0).get("email").stringValue();
        String login = mail + ":password of " + mail.replaceAll("\\D", "");
        String basic = Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
        TestResponse made = admin.withKey(null).post("/api-keys", "{\"scope\": \"read\"}", Map.of("Authorization", "Basic " + basic));
        return admin.withKey(made.json().get("token").stringValue());
    }
}
