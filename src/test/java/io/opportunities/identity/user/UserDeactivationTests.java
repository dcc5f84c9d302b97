package io.opportunities.identity.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Basic;
import io.opportunities.support.Client;
import io.opportunities.support.Concurrently;
import io.opportunities.support.TestResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Users that are deactivated, their keys, and the last admin. */
@Tag("citus")
@ApiTest
@ExtendWith(OutputCaptureExtension.class)
class UserDeactivationTests extends CompanyWithAMember {

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

    private Client login(String user, String password) {
        return admin.withKey(key(user, password).json().get("token").stringValue());
    }

    private TestResponse key(String user, String password) {
        return admin.withKey(null).post("/api-keys", "{}", Basic.of(user, password));
    }
}
