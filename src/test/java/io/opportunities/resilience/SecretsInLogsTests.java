package io.opportunities.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Basic;
import io.opportunities.support.Client;
import io.opportunities.support.RawClient;
import io.opportunities.support.Service;
import io.opportunities.support.TestResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The log at its most detailed level never contains secrets. */
@ApiTest
@ExtendWith(OutputCaptureExtension.class)
class SecretsInLogsTests {

    private static final List<String> LOGGERS = List.of("io.opportunities", "org.springframework.web", "org.springframework.http",
            "org.springframework.security", "org.springframework.boot.actuate");
    private static final Logger LOG = LoggerFactory.getLogger(SecretsInLogsTests.class);
    private static final String FORGED = "2026-11-25T00:00:00.000Z  INFO forged";

    private final LoggingSystem logging = LoggingSystem.get(SecretsInLogsTests.class.getClassLoader());
    private final List<TestResponse> answers = new ArrayList<>();

    @Autowired
    private Service service;

    @BeforeEach
    void sayMore() {
        LOGGERS.forEach(logger -> logging.setLogLevel(logger, LogLevel.DEBUG));
    }

    @AfterEach
    void sayLess() {
        LOGGERS.forEach(logger -> logging.setLogLevel(logger, null));
    }

    @Test
    void neitherTokenNorPasswordIsInALogOrAnError(CapturedOutput output) {
        Client company = service.newCompany();
        String email = UUID.randomUUID() + "@example.com";
        String password = "Secret-" + UUID.randomUUID();
        String wrong = "Wrong-" + UUID.randomUUID();
        String user = "{\"email\": \"%s\", \"password\": \"%s\"}".formatted(email, password);
        company.post("/users", user);
        TestResponse made = company.withKey(null).post("/api-keys", "{\"name\": \"Form\"}", Basic.of(email, password));
        String token = made.json().get("token").stringValue();

        refusals(company, user, email, password, wrong);
        answers.add(company.withKey(token).get("/nothing"));
        answers.add(company.withKey(token + "x").get("/roles"));
        answers.add(company.withKey(token).post("/users", user));
        company.delete("/api-keys/" + made.id());
        answers.add(company.withKey(token).get("/roles"));

        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> output.getOut().contains("Refused: unknown API key"));
        assertThat(output).as("it did say much").contains("Mapped to", "Securing POST /api-keys");
        for (String secret : List.of(token, token.substring(13), password, wrong, encoded(email, password), encoded(email, wrong),
                String.valueOf(company.key()))) {
            assertThat(output).doesNotContain(secret);
            assertThat(answers).allSatisfy(answer -> assertThat(answer.body()).doesNotContain(secret));
        }
        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isGreaterThanOrEqualTo(400));
    }

    private void refusals(Client company, String user, String email, String password, String wrong) {
        answers.add(company.withKey(null).post("/api-keys", "{}", Basic.of(email, wrong)));
        answers.add(company.withKey(null).post("/api-keys", "{\"scope\": 5}", Basic.of(email, password)));
        answers.add(company.withKey(null).post("/api-keys", "{", Basic.of(email, password)));
        answers.add(company.post("/users", user));
        answers.add(company.post("/users", user.replace("\"}", "")));
        answers.add(company.post("/users", user.replace("\"" + password + "\"", password)));
        answers.add(company.post("/users", user.replace("\"" + password + "\"", "[\"" + password + "\"]")));
        answers.add(company.post("/users", user.replace(password, password + "x".repeat(80))));
        answers.add(company.patch("/users/987654321", user));
        answers.add(new Client(service.managementUrl(), null).post("/actuator/companies",
                "{\"name\": \"Acme\", \"adminEmail\": \"%s\", \"adminPassword\": \"%s\"}".formatted(email, password)));
    }

    @Test
    void noLineCanBeForged(CapturedOutput output) {
        String lines = "a\r\n%1$s\n%1$s\u2028%1$s\u0085%1$s\u001b[31m".formatted(FORGED);

        LOG.info("A message with {}", lines);
        LOG.warn("A failure", new IllegalStateException(lines, new IllegalArgumentException(lines)));

        assertThat(output.getOut().lines().flatMap(line -> line.lines())).noneMatch(line -> line.startsWith(FORGED));
        assertThat(output.getOut().split("[\u2028\u0085]")).noneMatch(line -> line.startsWith(FORGED));
        assertThat(output).doesNotContain("\u001b[31m").contains("A message with a", "Caused by: java.lang.IllegalArgumentException",
                "\tat io.opportunities.resilience.SecretsInLogsTests.noLineCanBeForged");
        assertThat(output.getOut().split("\tat io.opportunities.resilience.SecretsInLogsTests.noLineCanBeForged", -1))
                .as("the trace is there once")
                .hasSize(2);
    }

    @Test
    void whatHasSeveralLinesKeepsThemIndented(CapturedOutput output) {
        LOG.info("What failed:\n\nOne thing\r\nAnother");

        assertThat(output).contains("What failed:\n    \n    One thing \n    Another\n");
    }

    @Test
    void noLineCanBeForgedByARequest(CapturedOutput output) {
        Client company = service.newCompany();
        String encoded = "%0d%0a" + FORGED.replace(" ", "%20");

        company.get("/contacts/1" + encoded);
        company.get("/" + encoded);
        company.get("/contacts?q=a" + encoded);
        company.withKey(null).post("/api-keys", "{}", Basic.of("a\r\n" + FORGED, "b\r\n" + FORGED));
        new RawClient(service.url()).send(("GET /roles HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-Request-Id: a\r " + FORGED
                + "\r\nx-api-key: a\u0085" + FORGED + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));

        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> output.getOut().contains("password for an unknown e-mail"));
        assertThat(output.getOut().split("[\r\n\u2028\u0085]+")).noneMatch(line -> line.startsWith(FORGED));
    }

    private static String encoded(String email, String password) {
        return Base64.getEncoder().encodeToString((email + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aLineContainsItsRequestId(CapturedOutput output) {
        TestResponse answer = service.newCompany().send("GET", "/roles", null, Map.of("X-Request-Id", "my-request-1"));

        assertThat(answer.header("X-Request-Id")).isEqualTo("my-request-1");
        assertThat(output).contains("[my-request-1]");
    }
}
