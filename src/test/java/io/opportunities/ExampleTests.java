package io.opportunities;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** The examples of the OpenAPI document, sent to the service. */
@ApiTest
class ExampleTests {

    private static final AtomicInteger MADE = new AtomicInteger();

    @Autowired
    private Service service;

    private OpenApiDocument document;

    @BeforeEach
    void read() {
        document = new OpenApiDocument(new Client(service.url(), null).get("/openapi.json").json());
    }

    @Test
    void everyExampleIsAnsweredAsDocumentedOnANewCompany() {
        document.operations((name, operation) -> {
            if (name.startsWith("POST ")) {
                assertAnswered(name, operation, make(service.newCompany(), name.substring(5)));
            }
        });
    }

    @Test
    void whatTheExampleMakesIsShownChangedAndRemovedAsDocumented() {
        document.operations((name, operation) -> {
            String[] call = name.split(" ");
            if (!call[1].contains("/{id}") || call[0].equals("POST")) {
                return;
            }
            Client company = service.newCompany();
            long id = make(company, call[1].substring(0, call[1].indexOf("/{id}"))).id();
            byte[] body = call[0].equals("PATCH") ? example(name, operation).getBytes(StandardCharsets.UTF_8) : null;

            assertAnswered(name, operation, company.send(call[0], call[1].replace("{id}", String.valueOf(id)), body, Map.of()));
        });
    }

    @Test
    void everyBodyHasAnExample() {
        document.operations((name, operation) -> {
            if (operation.has("requestBody")) {
                assertThat(example(name, operation)).as(name).startsWith("{");
            }
        });
    }

    private static String example(String name, JsonNode operation) {
        JsonNode example = operation.at("/requestBody/content/application~1json/examples/example/value");
        assertThat(example.isObject()).as(name).isTrue();
        return example.toString();
    }

    /** Posts the example of a path. */
    private Answer make(Client company, String path) {
        String name = "POST " + path;
        JsonNode operation = document.json().get("paths").get(path).get("post");
        // an e-mail belongs to one user of all companies
        String body = example(name, operation).replace("sam@", "sam%d@".formatted(MADE.incrementAndGet()));
        return company.post(path, body, name.endsWith("/api-keys") ? Basic.ofAdmin(company) : Map.of());
    }

    private static void assertAnswered(String name, JsonNode operation, Answer answer) {
        String status = operation.get("responses").propertyNames().iterator().next();
        assertThat(answer).as(name).extracting(Answer::status).isEqualTo(Integer.valueOf(status));
        JsonNode shown = operation.at("/responses/" + status + "/content/application~1json/examples/example/value");
        if (answer.json().isObject()) {
            assertThat(answer.json().propertyNames()).as(name).containsExactlyElementsOf(shown.propertyNames());
        }
        operation.at("/responses/" + status + "/headers").propertyNames().stream().filter(ExampleTests::isAlways)
                .forEach(header -> assertThat(answer.header(header)).as(name + " " + header).isNotNull());
    }

    private static boolean isAlways(String header) {
        return !Set.of("X-Ignored-Fields", "X-Next-Cursor", "X-Total-Count", "Idempotent-Replayed").contains(header) && !isOfLimits(header);
    }

    /** The limits are off here; KeyLimitTests has them on. */
    private static boolean isOfLimits(String header) {
        return header.startsWith("X-RateLimit-") || header.startsWith("RateLimit");
    }
}
