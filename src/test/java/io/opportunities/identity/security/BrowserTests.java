package io.opportunities.identity.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.RawClient;
import io.opportunities.support.SecondInstance;
import io.opportunities.support.Service;
import io.opportunities.support.TestResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The headers for browsers, of an instance without and of one with permitted origins. */
@ApiTest
@TestInstance(Lifecycle.PER_CLASS)
class BrowserTests {

    private static final String ORIGIN = "https://app.example.com";
    private static final String SCRIPT = "%3Cscript%3Ealert(1)%3C/script%3E";

    @Autowired
    private Service service;

    private Client company;
    private SecondInstance open;

    @BeforeAll
    void start() {
        // permits the headers that the HTTP client of the JDK otherwise reserves
        System.setProperty("jdk.httpclient.allowRestrictedHeaders", "host,origin,access-control-request-method");
        company = service.newCompany();
        open = SecondInstance.beside(service, "opportunities.cors.origins=" + ORIGIN + ",https://other.example.com:8443",
                "opportunities.trusted-proxies=127.0.0.0/8,::1/128");
    }

    @AfterAll
    void stop() {
        open.close();
    }

    @Test
    void nothingIsRememberedOfACall() {
        for (TestResponse answer : List.of(company.get("/contacts"), company.get("/docs"), company.withKey(null).get("/contacts"),
                company.withKey(null).post("/api-keys", "{}"), company.withKey(null).get("/nothing"))) {
            assertThat(answer.header("Set-Cookie")).isNull();
        }
    }

    @Test
    void dataIsNeitherRunNorFramed() {
        for (TestResponse answer : List.of(company.get("/contacts"), company.get("/nothing"), company.withKey(null).get("/contacts"))) {
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.header("Content-Security-Policy")).isEqualTo("default-src 'none'; frame-ancestors 'none'");
            assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
            assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(answer.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
            assertThat(answer.header("Strict-Transport-Security")).isNull();
        }
    }

    @Test
    void overHttpsResponsesRequireHttps() {
        TestResponse secure = company.at(open.url()).send("GET", "/roles", null, Map.of("X-Forwarded-Proto", "https"));
        TestResponse plain = company.at(open.url()).get("/roles");
        TestResponse pretended = company.send("GET", "/roles", null, Map.of("X-Forwarded-Proto", "https"));

        assertThat(secure.header("Strict-Transport-Security")).isEqualTo("max-age=31536000");
        assertThat(plain.header("Strict-Transport-Security")).isNull();
        assertThat(pretended.header("Strict-Transport-Security")).isNull();
    }

    @Test
    void thePageForPeopleMayRunWhatComesFromHereAlone() {
        TestResponse page = company.withKey(null).get("/swagger-ui/index.html");

        assertThat(page.header("Content-Security-Policy")).contains("default-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("script-src", "unsafe-eval");
        assertThat(page.body()).as("no script of its own, which the policy would stop").doesNotContainPattern("<script[^>]*>\\s*[^<\\s]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "xx-XX", "*", "en;q=0.5, zz", "a-very-long-language-tag-that-names-nothing"})
    void theDocumentIsTheSameInEveryLanguageAndIsMadeOnce(String language) {
        TestResponse usual = company.withKey(null).get("/openapi.json");
        TestResponse other = company.withKey(null).send("GET", "/openapi.json", null, Map.of("Accept-Language", language));

        assertThat(other.status()).isEqualTo(200);
        assertThat(other.body()).isEqualTo(usual.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/" + SCRIPT, "/contacts?page=" + SCRIPT, "/contacts/" + SCRIPT, "/contacts?cursor=" + SCRIPT, "/v1/" + SCRIPT})
    void whatWasSentIsNeverShownAsAPage(String path) {
        for (Client caller : List.of(company, company.withKey(null))) {
            TestResponse answer = caller.send("GET", path, null, Map.of("Accept", "text/html,*/*"));

            assertThat(answer.status()).isGreaterThanOrEqualTo(400);
            assertThat(answer.header("Content-Type")).startsWith("application/json");
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /<script> HTTP/1.1", "GET /%00<b> HTTP/1.1", "<b> / HTTP/1.1", "GET /a;b=<b> HTTP/1.1", "GET / HTTP/9.9"})
    void malformedRequestsAreNeverShownAsAPage(String line) {
        TestResponse answer = new RawClient(service.url())
                .send((line + "\r\nHost: localhost\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.UTF_8));

        assertThat(answer.status()).isGreaterThanOrEqualTo(400);
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void pagesOfOtherOriginsGetNothingUnlessConfigured() {
        TestResponse preflight = preflight(company.withKey(null), ORIGIN, "GET");
        TestResponse call = company.send("GET", "/roles", null, Map.of("Origin", ORIGIN));

        assertThat(preflight.status()).isEqualTo(401);
        assertThat(preflight.header("Access-Control-Allow-Origin")).isNull();
        assertThat(call.header("Access-Control-Allow-Origin")).isNull();
    }

    @Test
    void aConfiguredOriginAsksFirstWithoutAKey() {
        TestResponse preflight = preflight(new Client(open.url(), null), ORIGIN, "PATCH");

        assertThat(preflight.status()).isEqualTo(200);
        assertThat(preflight.header("Access-Control-Allow-Origin")).isEqualTo(ORIGIN);
        assertThat(preflight.header("Access-Control-Allow-Methods")).contains("PATCH");
        assertThat(preflight.header("Access-Control-Allow-Headers")).contains("x-api-key");
        assertThat(preflight.header("Access-Control-Allow-Credentials")).isNull();
    }

    @Test
    void aConfiguredOriginReadsTheHeadersThatClientsNeedAlsoOfRefusals() {
        Client caller = company.at(open.url());
        for (Client each : List.of(caller, caller.withKey(null))) {
            TestResponse answer = each.send("GET", "/roles", null, Map.of("Origin", ORIGIN));

            assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(ORIGIN);
            assertThat(answer.header("Access-Control-Expose-Headers")).contains("Link", "ETag", "Location", "X-Request-Id",
                    "X-Match-Outcome", "RateLimit", "RateLimit-Policy", "Retry-After", "Idempotent-Replayed");
        }
    }

    @Test
    void anotherOriginIsRefusedInTheUsualShape() {
        Client caller = new Client(open.url(), null);
        for (TestResponse answer : List.of(preflight(caller, "https://evil.example.com", "GET"),
                caller.send("GET", "/roles", null, Map.of("Origin", "https://evil.example.com")))) {
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.json().get("code").stringValue()).isEqualTo("FORBIDDEN");
            assertThat(answer.json().get("requestId").stringValue()).isEqualTo(answer.header("X-Request-Id"));
            assertThat(answer.header("Access-Control-Allow-Origin")).isNull();
        }
    }

    @Test
    void anOriginThatIsNoneStopsTheStart() {
        assertThatThrownBy(() -> new CorsSettings(List.of("app.example.com"))).hasMessageContaining("https://app.example.com");
        assertThatThrownBy(() -> new CorsSettings(List.of("https://app.example.com/path"))).hasMessageContaining("without a path");
        assertThat(new CorsSettings(List.of(" https://a.example ", "")).origins()).containsExactly("https://a.example");
    }

    @Test
    void aForwardedHostOfAStrangerIsFoundNowhere() {
        Map<String, String> forged = Map.of("X-Forwarded-Host", "evil.example.com", "X-Forwarded-Port", "6666", "X-Forwarded-Prefix",
                "/evil", "Forwarded", "host=evil.example.com");
        byte[] contact = "{\"name\": \"Dana\"}".getBytes(StandardCharsets.UTF_8);
        List<TestResponse> answers = List.of(company.send("POST", "/contacts", contact, forged),
                company.send("GET", "/contacts", null, forged),
                company.send("GET", "/docs", null, forged), company.send("GET", "/openapi.json", null, forged),
                company.send("GET", "/openapi.json/swagger-config", null, forged));

        assertThat(answers).allSatisfy(answer -> assertThat(answer.headers().map() + answer.body()).doesNotContain("evil", "6666"));
        assertThat(answers.getFirst().header("Location")).startsWith("/contacts/");
    }

    private static TestResponse preflight(Client caller, String origin, String method) {
        return caller.send("OPTIONS", "/contacts/1", null, Map.of("Origin", origin, "Access-Control-Request-Method", method,
                "Access-Control-Request-Headers", "x-api-key,content-type"));
    }
}
