package io.opportunities.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.operator.company.FirstCompany;
import io.opportunities.support.ApiTest;
import io.opportunities.support.Basic;
import io.opportunities.support.Client;
import io.opportunities.support.OpenApiDocument;
import io.opportunities.support.Service;
import io.opportunities.support.TestResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** Sends the examples of the OpenAPI document to the service. */
@Tag("citus")
@ApiTest
class ExampleTests {

    private static final AtomicInteger MADE = new AtomicInteger();

    @Autowired
    private Service service;

    @Autowired
    private ApplicationContext application;

    private OpenApiDocument document;

    @BeforeEach
    void read() {
        document = new OpenApiDocument(new Client(service.url(), null).get("/openapi.json").json());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyExampleIsAnsweredAsDocumented(boolean first) {
        document.operations((name, operation) -> {
            if (name.startsWith("POST ") && !name.contains("{id}") && !name.endsWith("/dismiss")) {
                assertAnswered(name, operation, make(company(first), name.substring(5)));
            }
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatTheExampleMakesIsShownChangedAndRemovedAsDocumented(boolean first) {
        document.operations((name, operation) -> {
            String[] call = name.split(" ");
            if (!call[1].contains("/{id}") || call[0].equals("POST")) {
                return;
            }
            Client company = company(first);
            long id = make(company, call[1].substring(0, call[1].indexOf("/{id}"))).id();
            byte[] body = call[0].equals("PATCH") ? example(name, operation).getBytes(StandardCharsets.UTF_8) : null;

            assertAnswered(name, operation, company.send(call[0], call[1].replace("{id}", String.valueOf(id)), body, Map.of()));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"/opportunities", "/requests", "/accounts", "/clients", "/contacts"})
    void mergesOfWhatTheExampleMakesAreAnsweredAsDocumented(String path) {
        Client company = company(false);
        long target = make(company, path).id();
        long source = make(company, path + (path.equals("/contacts") ? "" : "?match_by=externalId")).id();

        for (String call : List.of("/merge", "/unmerge")) {
            JsonNode operation = document.json().get("paths").get(path + "/{id}" + call).get("post");
            assertAnswered(path + call, operation,
                    company.post(path + "/" + target + call, "{\"sources\": [%d]}".formatted(source)));
        }
    }

    @Test
    void everyBodyHasAnExample() {
        document.operations((name, operation) -> {
            if (operation.has("requestBody")) {
                assertThat(example(name, operation)).as(name).matches(isJson(operation) ? "(?s)[{\\[].*" : "(?s).+");
            }
        });
    }

    /** @param first whether the company is like that of the first start, with demo data */
    private Client company(boolean first) {
        return first ? FirstCompany.create(application, service.url()) : service.newCompany();
    }

    private static String example(String name, JsonNode operation) {
        JsonNode example = operation.at("/requestBody/content/%s/examples/example/value".formatted(type(operation).replace("/", "~1")));
        assertThat(example.isContainer() || example.isString() && !isJson(operation)).as(name).isTrue();
        return example.asString(example.toString());
    }

    /** Returns the media type of bodies, of which JSON is the first. */
    private static String type(JsonNode operation) {
        JsonNode content = operation.at("/requestBody/content");
        return content.has("application/json") ? "application/json" : content.propertyNames().iterator().next();
    }

    private static boolean isJson(JsonNode operation) {
        return type(operation).equals("application/json");
    }

    /** Posts the example of a path. */
    private TestResponse make(Client company, String path) {
        String name = "POST " + path;
        JsonNode operation = document.json().get("paths").get(path.replaceAll("\\?.*", "")).get("post");
        // an e-mail belongs to one user of all companies
        String body = example(name, operation).replace("sam@", "sam%d@".formatted(MADE.incrementAndGet()));
        Map<String, String> headers = new HashMap<>(name.endsWith("/api-keys") ? Basic.ofAdmin(company) : Map.of());
        headers.put("Content-Type", type(operation));
        return company.post(path, body, headers);
    }

    private static void assertAnswered(String name, JsonNode operation, TestResponse answer) {
        String status = operation.get("responses").propertyNames().iterator().next();
        assertThat(answer).as(name).extracting(TestResponse::status).isEqualTo(Integer.valueOf(status));
        JsonNode shown = operation.at("/responses/" + status + "/content/application~1json/examples/example/value");
        if (answer.json().isObject()) {
            assertThat(answer.json().propertyNames()).as(name).containsExactlyElementsOf(shown.propertyNames());
        }
        operation.at("/responses/" + status + "/headers").propertyNames().stream().filter(ExampleTests::isAlways)
                .forEach(header -> assertThat(answer.header(header)).as(name + " " + header).isNotNull());
    }

    private static boolean isAlways(String header) {
        return !Set
                .of("X-Ignored-Fields", "X-Match-By", "X-Merged-Into", "X-Contact-Conflict", "X-Next-Cursor", "X-Total-Count",
                        "Idempotent-Replayed")
                .contains(header) && !isOfLimits(header);
    }

    /** The limits are off here; KeyLimitTests covers them. */
    private static boolean isOfLimits(String header) {
        return header.startsWith("X-RateLimit-") || header.startsWith("RateLimit");
    }
}
