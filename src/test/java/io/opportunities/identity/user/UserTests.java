package io.opportunities.identity.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Basic;
import io.opportunities.support.Client;
import io.opportunities.support.Concurrently;
import io.opportunities.support.Service;
import io.opportunities.support.TestResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;

@Tag("citus")
@ApiTest
@ExtendWith(OutputCaptureExtension.class)
class UserTests {

    @Autowired
    private Service service;

    private Client admin;
    private long adminId;
    private String email;
    private TestResponse made;
    private String path;

    @BeforeEach
    void aCompanyWithAMember() {
        admin = service.newCompany();
        adminId = admin.get("/users").json().get(0).get("id").asLong();
        email = UUID.randomUUID() + "@example.com";
        made = admin.post("/users", """
                {"email": "%s", "firstName": "Sam", "phone": "1", "password": "correct horse"}""".formatted(email));
        path = "/users/" + made.id();
    }

    @Test
    void aPatchChangesWhatItNamesAndNothingElse() {
        TestResponse changed = admin.patch(path, """
                {"lastName": "Rivera", "phone": null, "role": "ADMIN"}""");

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.json()).hasToString(
                """
                        {"id":%d,"firstName":"Sam","lastName":"Rivera","email":"%s","role":{"id":"1","name":"Administrator"},"isActive":true}"""
                        .formatted(made.id(), email));
        assertThat(changed.header("ETag")).startsWith("\"1-").isEqualTo(admin.get(path).header("ETag"));
    }

    @Test
    void anUnknownNameIsEmptyWhereverAUserIsShownAndAnUnknownPhoneLeftOut() {
        JsonNode user = admin.post("/users", "{\"email\": \"%s@example.com\"}".formatted(UUID.randomUUID())).json();
        JsonNode record = admin
                .post("/opportunities",
                        """
                                {"title": "Roof", "address": "1 Oak St", "trades": ["Roofing"], "ownerId": %s, "salesRepId": %s}"""
                                .formatted(user.get("id"), made.id()))
                .json();
        JsonNode workflow = admin.post("/workflows", "{\"name\": \"Homes\", \"phases\": [{\"name\": \"Lead\"}]}").json();
        JsonNode edited = admin.patch("/opportunities/" + record.get("id"), "{\"value\": 1}").json();

        for (JsonNode shown : List.of(user, record.get("owner"), record.get("createdBy"), edited.get("updatedBy"),
                workflow.get("createdBy"),
                admin.get("/opportunities/" + record.get("id") + "/changes").json().get(0).get("by"))) {
            assertThat(shown.get("firstName").stringValue()).as(shown.toString()).isEmpty();
            assertThat(shown.get("lastName").stringValue()).isEmpty();
            assertThat(shown.has("phone")).isFalse();
        }
        assertThat(record.get("salesRep").get("phone").stringValue()).isEqualTo("1");
        assertThat(user.get("role")).hasToString("{\"id\":\"2\",\"name\":\"Member\"}");
        assertThat(admin.get("/roles").body()).isEqualTo(
                "[{\"id\":\"1\",\"name\":\"Administrator\",\"active\":true},{\"id\":\"2\",\"name\":\"Member\",\"active\":true}]");
    }

    @Test
    void aChangeOfNothingIsNoNewVersionAndAnOlderOneIsRefused() {
        String read = admin.get(path).header("ETag");

        TestResponse same = admin.patch(path, """
                {"email": "%s", "firstName": "Sam", "role": null, "password": "correct horse", "isActive": true}""".formatted(email));
        admin.patch(path, "{\"firstName\": \"Sue\"}");

        assertThat(same.header("ETag")).isEqualTo(read).startsWith("\"0-");
        assertThat(admin.patch(path, "{\"firstName\": \"Kim\"}", Map.of("If-Match", read)).status()).isEqualTo(412);
        assertThat(admin.send("DELETE", path, null, Map.of("If-Match", read)).status()).isEqualTo(412);
    }

    @Test
    void aDeactivatedUsersKeysStopAtOnceAndTheUserIsListedOnRequestOnly() {
        Client member = login(email, "correct horse");

        TestResponse gone = admin.delete(path);

        assertThat(gone.status()).isEqualTo(200);
        assertThat(gone.json().get("isActive").booleanValue()).isFalse();
        assertThat(made.json().get("isActive").booleanValue()).isTrue();
        assertThat(member.get("/opportunities").status()).isEqualTo(401);
        assertThat(key(email, "correct horse").status()).isEqualTo(401);
        assertThat(admin.get("/users").json()).hasSize(1);
        assertThat(admin.get("/users?include_archived=true&order_by=asc").json().valueStream()
                .map(user -> user.get("isActive").booleanValue()))
                .containsExactly(true, false);
        assertThat(List.of(admin.get(path).status(), admin.delete(path).status())).containsOnly(404);
        assertThat(admin.get(path + "?include_archived=true").json()).isEqualTo(gone.json());
    }

    @ParameterizedTest
    @ValueSource(strings = {"DELETE", "PATCH"})
    void aUserWhoIsActiveAgainNeedsANewKey(String method) {
        Client member = login(email, "correct horse");
        byte[] body = method.equals("PATCH") ? "{\"isActive\": false}".getBytes(StandardCharsets.UTF_8) : null;
        admin.send(method, path, body, Map.of());
        int stopped = member.get("/opportunities").status();

        admin.patch(path, "{\"isActive\": true}");

        assertThat(stopped).isEqualTo(401);
        assertThat(member.get("/opportunities").status()).isEqualTo(401);
        assertThat(login(email, "correct horse").get("/opportunities").status()).isEqualTo(200);
        assertThat(admin.get("/api-keys").json()).as("that of the admin and the new one").hasSize(2);
    }

    @RepeatedTest(5)
    void aKeyThatIsMadeWhileItsUserIsDeactivatedDoesNotOutliveThat() throws Exception {
        List<TestResponse> answers = Concurrently.send(List.of(() -> key(email, "correct horse"), () -> admin.delete(path)));
        admin.patch(path, "{\"isActive\": true}");

        TestResponse made = answers.getFirst();
        assertThat(made.status()).as(made.body()).isIn(200, 401);
        assertThat(admin.get("/api-keys").json()).as(answers.toString()).hasSize(1);
    }

    @Test
    void aNewPasswordLeavesTheKeysAndNoneEndsTheLogin() {
        Client member = login(email, "correct horse");

        admin.patch(path, "{\"password\": \"battery staple\"}");
        assertThat(List.of(key(email, "correct horse").status(), key(email, "battery staple").status())).containsExactly(401, 200);

        admin.patch(path, "{\"password\": null}");
        assertThat(key(email, "battery staple").status()).isEqualTo(401);
        assertThat(member.get("/opportunities").status()).isEqualTo(200);
    }

    @Test
    void anEmailBelongsToOneUserInAllCompanies() {
        Client others = service.newCompany();
        String theirs = others.get("/users").json().get(0).get("email").stringValue();

        TestResponse taken = admin.patch(path, "{\"firstName\": \"New\", \"email\": \"%s\"}".formatted(theirs.toUpperCase()));
        TestResponse own = admin.patch(path, "{\"email\": \"%s\"}".formatted(email.toUpperCase()));

        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.json().get("field").stringValue()).isEqualTo("email");
        assertThat(own.json().get("email").stringValue()).isEqualTo(email.toUpperCase());
        assertThat(own.json().get("firstName").stringValue()).isEqualTo("Sam");
    }

    @RepeatedTest(5)
    void twoUsersWhoAreGivenOneEmailAtOnceDoNotBothGetIt() throws Exception {
        String wanted = UUID.randomUUID() + "@example.com";

        List<TestResponse> answers = Concurrently.send(List.of(() -> admin.patch(path, "{\"email\": \"%s\"}".formatted(wanted)),
                () -> service.newCompany().post("/users", "{\"email\": \"%s\"}".formatted(wanted)),
                () -> admin.patch("/users/" + adminId, "{\"email\": \"%s\"}".formatted(wanted))));

        assertThat(answers).filteredOn(answer -> answer.status() == 409).as(answers.toString()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"isActive\": false}", "{\"role\": \"MEMBER\"}", "{\"role\": null, \"firstName\": \"New\"}"})
    void theLastActiveAdminStays(String change) {
        admin.patch(path, "{\"role\": \"ADMIN\", \"isActive\": false}");
        String before = admin.get("/users/" + adminId).body();

        TestResponse refused = admin.patch("/users/" + adminId, change);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().get("code").stringValue()).isEqualTo("CONFLICT");
        assertThat(admin.delete("/users/" + adminId).status()).isEqualTo(409);
        assertThat(admin.get("/users/" + adminId).body()).isEqualTo(before);
    }

    @RepeatedTest(10)
    void ofTwoAdminsThatRemoveEachOtherOneStays() throws Exception {
        admin.patch(path, "{\"role\": \"ADMIN\"}");
        Client other = login(email, "correct horse");

        List<TestResponse> answers = Concurrently.send(List.of(() -> admin.delete(path),
                () -> other.patch("/users/" + adminId, "{\"role\": \"MEMBER\"}")));

        assertThat(answers).filteredOn(answer -> answer.status() == 200).as(answers.toString()).hasSize(1);
        assertThat(answers).extracting(TestResponse::status).allMatch(status -> List.of(200, 409, 401, 403).contains(status));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
            "{\"email\": null, \"role\": \"BOSS\", \"isActive\": \"yes\"} | email,role,isActive",
            "{\"email\": \"nobody\", \"firstName\": 5, \"phone\": {}}     | email,firstName,phone",
            "{\"email\": [\"a@example.com\"], \"role\": 1}                | email,role"})
    void aResponseReportsAllViolations(String body, String fields) {
        TestResponse refused = admin.patch(path, body);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.errorFields()).containsExactlyInAnyOrder(fields.split(","));
        assertThat(admin.get(path).json()).isEqualTo(made.json());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"hunter2\"", "12345678901", "{\"hunter2\": 1}", "\"hunter2\\u0000 and more\""})
    void noAnswerAndNoLogShowsAPassword(String password, CapturedOutput log) {
        TestResponse refused = admin.patch(path, "{\"password\": %s}".formatted(password));
        TestResponse refusedNew = admin.post("/users", "{\"email\": \"x@example.com\", \"password\": %s}".formatted(password));

        assertThat(refused.errorFields()).isEqualTo(refusedNew.errorFields()).containsExactly("password");
        assertThat(refused.body() + refusedNew.body() + log).doesNotContain("hunter2", "12345678901");
    }

    @Test
    void usersAreFoundByEmailAndId() {
        assertThat(admin.get("/users?email=" + email.toUpperCase()).json().get(0)).isEqualTo(made.json());
        assertThat(admin.get("/users?id=" + made.id()).json()).hasSize(1);
        assertThat(admin.get("/users?id=" + made.id() + "&email=nobody@example.com").json()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "1.5", "99999999999999999999", "", "1&id=2"})
    void anIdThatIsNoneIsRefusedWithAllElse(String id) {
        TestResponse refused = admin.get("/users?page_size=0&email=%00&id=" + id);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.errorFields()).containsExactlyInAnyOrder("email", "id", "page_size");
    }

    private Client login(String user, String password) {
        return admin.withKey(key(user, password).json().get("token").stringValue());
    }

    private TestResponse key(String user, String password) {
        return admin.withKey(null).post("/api-keys", "{}", Basic.of(user, password));
    }
}
