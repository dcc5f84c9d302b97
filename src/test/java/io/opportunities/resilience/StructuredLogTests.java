package io.opportunities.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.DatabaseOwner;
import io.opportunities.support.SecondInstance;
import io.opportunities.support.Service;
import io.opportunities.web.error.RequestIdFilter;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The log in JSON, one object per line. */
@ApiTest
class StructuredLogTests {

    private static final String FORGED = "{\"@timestamp\":\"2026-11-25T00:00:00.000Z\",\"message\":\"forged\"}";

    private static final String SECURITY = "org.springframework.security";

    @Autowired
    Service service;

    @Autowired
    DatabaseOwner database;

    private final LoggerContext logback = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final Logger root = logback.getLogger(Logger.ROOT_LOGGER_NAME);
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();

    @BeforeEach
    void start() {
        StructuredLogEncoder encoder = new StructuredLogEncoder();
        encoder.setContext(logback);
        encoder.setFormat("ecs");
        encoder.start();
        appender.setContext(logback);
        appender.setEncoder(encoder);
        appender.setOutputStream(written);
        appender.start();
        root.addAppender(appender);
    }

    @AfterEach
    void stop() {
        root.detachAppender(appender);
        appender.stop();
    }

    @Test
    void aLineContainsTheRequestTheCompanyAndTheKeyPrefix() {
        Client company = service.newCompany();
        String key = Objects.requireNonNull(company.key());
        database.sql("alter table contact rename to contact_away").update();
        try {
            company.send("GET", "/contacts", null, Map.of("X-Request-Id", "my-request-1"));
        } finally {
            database.sql("alter table contact_away rename to contact").update();
        }

        JsonNode failed = said("Failed to answer").getFirst();

        assertThat(failed.get("requestId").stringValue()).isEqualTo("my-request-1");
        assertThat(failed.get("apiKeyPrefix").stringValue()).isEqualTo(key.substring(0, 12));
        assertThat(failed.get("companyId").stringValue()).containsOnlyDigits();
        assertThat(failed.at("/error/stack_trace").stringValue()).contains("\tat io.opportunities");
        assertThat(failed.at("/service/name").stringValue()).isEqualTo("opportunities");
        assertThat(written.toString(StandardCharsets.UTF_8)).doesNotContain(key);
    }

    @Test
    void noLineCanBeForged() {
        String lines = "a\r\n%1$s\n%1$s\u2028%1$s\u2029%1$s\u0085%1$s\u001b[31m\"}\n%1$s".formatted(FORGED);
        MDC.put(RequestIdFilter.LOGGED, lines);

        root.info("A message with {}", lines);
        root.warn("A failure", new IllegalStateException(lines, new IllegalArgumentException(lines)));

        MDC.remove(RequestIdFilter.LOGGED);
        assertThat(written.toString(StandardCharsets.UTF_8).split("[\r\n\u2028\u2029\u0085]+")).hasSize(2)
                .allSatisfy(line -> assertThat(JsonMapper.shared().readTree(line).get("message").stringValue()).startsWith("A "));
        assertThat(written.toString(StandardCharsets.UTF_8)).doesNotContain("\u001b");
    }

    @Test
    void theCallerIsNotInTheLinesOfTheNextRequestOnTheSameThread() {
        Client company = service.newCompany();
        LoggingSystem logging = LoggingSystem.get(StructuredLogTests.class.getClassLoader());
        try (SecondInstance instance = SecondInstance.beside(service, "spring.threads.virtual.enabled=false",
                "server.tomcat.threads.max=1", "server.tomcat.threads.min-spare=1")) {
            // the start of an instance configures logging again
            start();
            logging.setLogLevel(SECURITY, LogLevel.DEBUG);

            company.at(instance.url()).get("/roles");
            company.at(instance.url()).withKey(null).get("/users");
        } finally {
            logging.setLogLevel(SECURITY, null);
        }

        assertThat(said("Secured GET /roles")).allMatch(line -> line.has("companyId") && line.has("apiKeyPrefix"));
        assertThat(said("Securing GET /users")).noneMatch(line -> line.has("companyId") || line.has("apiKeyPrefix"));
    }

    private List<JsonNode> said(String message) {
        List<JsonNode> said = lines().stream().filter(line -> line.get("message").stringValue().equals(message)).toList();
        assertThat(said).as(message).isNotEmpty();
        return said;
    }

    private List<JsonNode> lines() {
        return written.toString(StandardCharsets.UTF_8).lines().map(JsonMapper.shared()::readTree).toList();
    }
}
