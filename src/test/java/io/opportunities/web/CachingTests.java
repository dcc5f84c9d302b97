package io.opportunities.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Basic;
import io.opportunities.support.Client;
import io.opportunities.support.TestResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The responses that a client may cache, and their revalidation. */
@ApiTest
class CachingTests {

    private final Client company;

    CachingTests(Client company) {
        this.company = company;
    }

    @ParameterizedTest
    @ValueSource(strings = {"/contacts", "/v1/contacts", "/requests", "/v1/clients", "/opportunities/search?prop1=title&op1=eq&value1=x",
            "/users", "/roles", "/workflows", "/properties", "/api-keys", "/authentication-events"})
    void aReadIsKeptByItsKeyAloneAndRevalidated(String path) {
        TestResponse read = company.get(path);

        assertThat(read.status()).isEqualTo(200);
        assertThat(read.headers().allValues("Cache-Control")).containsExactly("private, no-cache");
        assertThat(read.headers().allValues("Vary")).contains("x-api-key");
        assertThat(read.header("Pragma")).isNull();
        assertThat(read.header("Expires")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/contacts/", "/v1/contacts/"})
    void anUnchangedRecordSaysThatItsCopyMayBeKept(String path) {
        TestResponse made = company.post("/contacts", "{\"name\": \"Dana\"}");
        for (String tag : List.of(String.valueOf(made.header("ETag")), "W/" + made.header("ETag"), "\"x\", " + made.header("ETag"), "*")) {
            TestResponse same = company.send("GET", path + made.id(), null, Map.of("If-None-Match", tag));

            assertThat(same.status()).as(tag).isEqualTo(304);
            assertThat(same.body()).isEmpty();
            assertThat(same.header("ETag")).isEqualTo(made.header("ETag"));
            assertThat(same.headers().allValues("Cache-Control")).containsExactly("private, no-cache");
            assertThat(same.headers().allValues("Vary")).contains("x-api-key");
        }
    }

    @Test
    void anyVersionIsExcludedOnReadsOfExistingRecordsAlone() {
        Map<String, String> any = Map.of("If-None-Match", "*");
        TestResponse made = company.post("/contacts", "{\"name\": \"Dana\"}", any);

        assertThat(made.status()).isEqualTo(201);
        assertThat(company.send("HEAD", "/contacts/" + made.id(), null, any).status()).isEqualTo(304);
        assertThat(company.send("GET", "/contacts/" + (made.id() + 1_000), null, any).status()).isEqualTo(404);
        assertThat(company.patch("/contacts/" + made.id(), "{\"name\": \"Other\"}", any).status()).isEqualTo(200);
        assertThat(company.send("GET", "/contacts", null, any).status()).as("a list has no ETag").isEqualTo(200);
    }

    @Test
    void writesRefusalsAndSecretsAreNotStored() {
        String email = UUID.randomUUID() + "@example.com";
        company.post("/users", "{\"email\": \"%s\", \"password\": \"correct horse\"}".formatted(email));
        Client stranger = company.withKey(null);
        TestResponse token = stranger.post("/api-keys", "{}", Basic.of(email, "correct horse"));

        assertThat(token.json().has("token")).isTrue();
        for (TestResponse answer : List.of(token, company.post("/contacts", "{\"name\": \"Dana\"}"), company.post("/contacts", "{}"),
                company.get("/contacts/999999999"), company.get("/nothing"), company.get("/contacts?page=x"), stranger.get("/contacts"),
                stranger.get("/livez"))) {
            assertThat(answer.headers().allValues("Cache-Control")).as(answer.toString()).containsExactly("no-store");
        }
    }
}
