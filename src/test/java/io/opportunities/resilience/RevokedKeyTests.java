package io.opportunities.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Basic;
import io.opportunities.support.Client;
import io.opportunities.support.SecondInstance;
import io.opportunities.support.Service;
import io.opportunities.support.TestResponse;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;

/** A key that one instance revokes, at another instance that has just used it. */
@ApiTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RevokedKeyTests {

    private static final String BODY = """
            {"title": "Roof", "address": "1 Oak St", "trades": ["Roofing"]}""";

    @Autowired
    private Service service;

    private SecondInstance second;
    private Client admin;

    @BeforeAll
    void twoInstances() {
        second = SecondInstance.beside(service);
        admin = service.newCompany();
    }

    @AfterAll
    void end() {
        second.close();
    }

    @RepeatedTest(5)
    void aRevokedKeyIsRefusedByTheVeryNextCallOfEveryInstance() {
        TestResponse user = user("MEMBER");
        TestResponse key = key(user);
        Client there = keyHolder(key);
        assertThat(there.get("/opportunities").status()).isEqualTo(200);
        assertThat(there.post("/opportunities", BODY).status()).isBetween(200, 201);

        admin.delete("/api-keys/" + key.id());

        assertThat(there.post("/opportunities", BODY).status()).isEqualTo(401);
        assertThat(there.get("/opportunities").status()).isEqualTo(401);
        assertThat(there.get("/roles").status()).isEqualTo(401);
        assertThat(there.at(service.url()).get("/roles").status()).isEqualTo(401);
    }

    @RepeatedTest(5)
    void theKeysOfADeactivatedUserAreRefusedByTheVeryNextCallOfEveryInstance() {
        TestResponse user = user("MEMBER");
        Client there = keyHolder(key(user));
        assertThat(there.get("/contacts").status()).isEqualTo(200);

        admin.delete("/users/" + user.id());

        assertThat(there.get("/contacts").status()).isEqualTo(401);
        assertThat(there.at(service.url()).get("/contacts").status()).isEqualTo(401);
    }

    @RepeatedTest(5)
    void aFormerAdminConfiguresNothingAtAnyInstance() {
        TestResponse user = user("ADMIN");
        Client there = keyHolder(key(user));
        assertThat(there.get("/api-keys").json().size()).isGreaterThan(1);

        admin.patch("/users/" + user.id(), "{\"role\": \"MEMBER\"}");

        assertThat(there.get("/api-keys").json()).as("sees their own keys alone").hasSize(1);
        assertThat(there.patch("/users/" + user.id(), "{\"role\": \"ADMIN\"}").status()).isEqualTo(403);
        assertThat(there.post("/opportunities", BODY).status()).isBetween(200, 201);
    }

    private TestResponse user(String role) {
        return admin.post("/users", "{\"email\": \"%s@example.com\", \"password\": \"correct horse\", \"role\": \"%s\"}"
                .formatted(UUID.randomUUID(), role));
    }

    private TestResponse key(TestResponse user) {
        return admin.withKey(null).post("/api-keys", "{}", Basic.of(user.json().get("email").stringValue(), "correct horse"));
    }

    private Client keyHolder(TestResponse key) {
        return admin.withKey(key.json().get("token").stringValue()).at(second.url());
    }
}
