package io.opportunities.operator.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.SecondInstance;
import io.opportunities.support.Service;
import io.opportunities.support.TestResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** On loopback without a token, and open to other machines with one. */
@ApiTest
@TestInstance(Lifecycle.PER_CLASS)
@ExtendWith(OutputCaptureExtension.class)
class ManagementPortTests {

    private static final String TOKEN = "0123456789-operator-token-0123456789";

    @Autowired
    private Service service;

    private SecondInstance exposed;

    @BeforeAll
    void start() {
        exposed = SecondInstance.beside(service, "management.server.address=0.0.0.0", "opportunities.operator.token=" + TOKEN);
    }

    @AfterAll
    void stop() {
        exposed.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator", "/actuator/health", "/actuator/health/readiness", "/actuator/info", "/actuator/metrics",
            "/actuator/metrics/jvm.memory.used", "/actuator/prometheus", "/actuator/companies"})
    void onLoopbackWithoutATokenTheFiveEndpointsAnswer(String path) {
        assertThat(new Client(service.managementUrl(), null).get(path).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"env", "heapdump", "configprops", "beans", "loggers", "threaddump", "mappings", "conditions", "scheduledtasks",
            "flyway", "shutdown", "caches", "httpexchanges", "sessions", "startup", "logfile", "auditevents"})
    void noOtherEndpointAnswers(String endpoint) {
        assertThat(new Client(service.managementUrl(), null).get("/actuator/" + endpoint).status()).isEqualTo(404);
        assertThat(operator(TOKEN).apply("GET", "/actuator/" + endpoint).status()).isEqualTo(404);
    }

    @Test
    void theTokenIsAskedForInTheUsualShape() {
        for (String path : List.of("/actuator", "/actuator/info", "/actuator/metrics", "/actuator/prometheus", "/actuator/companies",
                "/actuator/env",
                "/actuator/other")) {
            TestResponse refused = new Client(exposed.managementUrl(), null).get(path);

            assertThat(refused.status()).as(path).isEqualTo(401);
            assertThat(refused.header("WWW-Authenticate")).isEqualTo("Bearer");
            assertThat(refused.json().propertyNames()).contains("message", "code", "errors", "requestId");
            assertThat(refused.json().get("code").stringValue()).isEqualTo("UNAUTHORIZED");
            assertThat(refused.json().get("requestId").stringValue()).isEqualTo(refused.header("X-Request-Id"));
        }
    }

    @Test
    void onlyTheWholeTokenIsTaken() {
        assertThat(operator(TOKEN).apply("GET", "/actuator/companies").status()).isEqualTo(200);
        assertThat(operator(TOKEN).apply("GET", "/actuator/metrics").status()).isEqualTo(200);
        for (String wrong : List.of("", TOKEN.substring(1), TOKEN + "0", TOKEN.toUpperCase(Locale.ROOT))) {
            assertThat(operator(wrong).apply("GET", "/actuator/companies").status()).as(wrong).isEqualTo(401);
        }
        assertThat(new Client(exposed.managementUrl(), TOKEN).get("/actuator/companies").status()).as("as x-api-key").isEqualTo(401);
    }

    @Test
    void companiesAreMadeWithTheTokenAlone() {
        String body = "{\"name\": \"Acme\", \"adminEmail\": \"%s@example.com\", \"adminPassword\": \"long enough\"}"
                .formatted(UUID.randomUUID());

        TestResponse refused = new Client(exposed.managementUrl(), null).post("/actuator/companies", body);
        TestResponse made = new Client(exposed.managementUrl(), null).post("/actuator/companies", body,
                Map.of("Authorization", "Bearer " + TOKEN));

        assertThat(refused.status()).isEqualTo(401);
        assertThat(made.status()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness"})
    void healthIsPublicAndRevealsNothingElse(String path) {
        TestResponse health = new Client(exposed.managementUrl(), null).get(path);

        assertThat(health.status()).isEqualTo(200);
        assertThat(health.json().propertyNames()).isSubsetOf("status", "groups").contains("status");
    }

    @Test
    void openToOthersWithoutATokenItDoesNotStart(CapturedOutput output) {
        assertThatThrownBy(() -> SecondInstance.beside(service, "management.server.address=0.0.0.0").close())
                .hasRootCauseInstanceOf(ExposedManagementException.class);

        assertThat(output).contains("MANAGEMENT_SERVER_ADDRESS is no loopback address", "Set OPPORTUNITIES_OPERATOR_TOKEN");
    }

    @Test
    void aTokenThatCanBeGuessedStopsTheStartAndIsNotShown(CapturedOutput output) {
        assertThatThrownBy(() -> SecondInstance.beside(service, "opportunities.operator.token=short-secret").close())
                .hasRootCauseInstanceOf(ExposedManagementException.class);

        assertThat(output).contains("fewer than 32").doesNotContain("short-secret");
    }

    @Test
    void aBlankTokenIsNoneAndNoTokenIsInAText() {
        assertThat(new OperatorSettings("  ").token()).isNull();
        assertThat(new OperatorSettings(TOKEN)).asString().doesNotContain(TOKEN);
    }

    private BiFunction<String, String, TestResponse> operator(String token) {
        return (method, path) -> new Client(exposed.managementUrl(), null).send(method, path, null,
                Map.of("Authorization", "Bearer " + token));
    }
}
