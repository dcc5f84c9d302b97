package io.opportunities.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.OpenApiDocument;
import io.opportunities.support.SampleBodies;
import io.opportunities.support.TestResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Bodies of every documented operation, under media types that it reads and others. */
@ApiTest
class MediaTypeTests {

    private final Client company;

    MediaTypeTests(Client company) {
        this.company = company;
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/merge-patch+json", "application/x-ndjson", "text/csv", "application/octet-stream", "*/*"})
    void noBodyIsAFailureOfTheService(String type) {
        OpenApiDocument document = new OpenApiDocument(company.get("/openapi.json").json());
        document.operations((name, operation) -> {
            String[] call = name.split(" ", 2);
            for (String body : List.of(sample(document, operation), "{\"title\": \"Roof\"}", "[1]")) {
                TestResponse answer = company.send(call[0], call[1].replaceAll("\\{\\w+}", "9007199254740991"),
                        body.getBytes(StandardCharsets.UTF_8), Map.of("Content-Type", type));

                assertThat(answer.status()).as("%s with %s: %s", name, body, answer).isLessThan(500);
            }
        });
    }

    private static String sample(OpenApiDocument document, JsonNode operation) {
        JsonNode schema = operation.at("/requestBody/content/application~1json/schema");
        return schema.isMissingNode() ? "{}" : new SampleBodies(document).plain(schema).toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/vnd.partner.v2+json", "application/json; charset=utf-8"})
    void manyItemsAreReadAsOneIs(String type) {
        TestResponse answer = company.post("/opportunities/bulk", "[{}]", Map.of("Content-Type", type));

        assertThat(answer.json().at("/0/status").asInt()).isEqualTo(400);
    }
}
