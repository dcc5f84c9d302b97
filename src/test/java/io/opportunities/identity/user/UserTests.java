package io.opportunities.identity.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.Concurrently;
import io.opportunities.support.TestResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;

@Tag("citus")
@ApiTest
@ExtendWith(OutputCaptureExtension.class)
class UserTests extends CompanyWithAMember {

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
}
