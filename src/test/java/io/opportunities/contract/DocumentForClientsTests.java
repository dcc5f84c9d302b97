package io.opportunities.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.OpenApiDocument;
import io.opportunities.support.Service;
import io.opportunities.support.TestResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;

/** The document as client generators and other tools read it. */
@ApiTest
class DocumentForClientsTests {

    @Autowired
    private Service service;

    private Client stranger;

    @BeforeEach
    void connect() {
        stranger = new Client(service.url(), null);
    }

    /** A generated client would send a default, and change members unintentionally. */
    @ParameterizedTest
    @ValueSource(strings = {"/openapi.json", "/openapi.json?types=all"})
    void noSchemaOfARequestBodyHasADefault(String path) {
        OpenApiDocument document = document(path);
        Set<String> bodies = new HashSet<>();

        document.operations((name, operation) -> operation.path("requestBody").path("content").forEach(body -> {
            bodies.add(name);
            assertThat(withReferences(document, body.get("schema"), new HashSet<>())).as(name)
                    .noneMatch(schema -> schema.has("default"));
        }));

        assertThat(bodies).contains("POST /opportunities", "PATCH /opportunities/{id}", "PATCH /users/{id}", "PATCH /workflows/{id}");
    }

    @Test
    void defaultsOfARequestAreDescribedInWords() {
        JsonNode schemas = document("/openapi.json").json().at("/components/schemas");

        assertThat(schemas.at("/OpportunityRequest/properties/status/description").stringValue())
                .isEqualTo("ACTIVE where it is left out or null");
        assertThat(schemas.at("/OpportunityUpdate/properties/status/description").stringValue()).isEqualTo("null sets ACTIVE");
        assertThat(schemas.at("/UserUpdate/properties/role/description").stringValue()).isEqualTo("null sets MEMBER");
    }

    @Test
    void eachValueHasOneTypeUnlessAllAreAskedFor() {
        JsonNode one = document("/openapi.json").json();
        JsonNode all = document("/openapi.json?types=all").json();

        assertThat(one.findValues("type").stream().filter(JsonNode::isArray))
                .allMatch(types -> types.size() == 2 && types.get(1).stringValue().equals("null"));
        assertThat(one.at("/components/schemas/OpportunityRequest/properties/value")).hasToString("""
                {"type":["number","null"],"format":"double","description":"At most 15 digits before and 4 after the decimal point",\
                "exclusiveMaximum":1000000000000000,"exclusiveMinimum":-1000000000000000}""");
        assertThat(all.at("/components/schemas/OpportunityRequest/properties/value/type")).hasToString("[\"number\",\"string\",\"null\"]");
        assertThat(all.at("/components/schemas/OpportunityRequest/properties/address/type")).hasToString("[\"array\",\"string\"]");
        assertThat(document("/openapi.json?types=one").json()).isEqualTo(one);
        assertThat(stranger.get("/openapi.yaml?types=all").body()).isNotEqualTo(stranger.get("/openapi.yaml").body());
    }

    @Test
    void typesOtherThanOneAndAllAreRefused() {
        TestResponse refused = stranger.get("/openapi.json?types=some");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().get("field").stringValue()).isEqualTo("types");
    }

    @Test
    void theGeneratorIsNotServed() {
        assertThat(stranger.get("/openapi.json.yaml").status()).isEqualTo(401);
    }

    /** A parser of YAML 1.1 reads bare times as timestamps. */
    @ParameterizedTest
    @ValueSource(strings = {"/openapi.yaml", "/openapi.yaml?types=all"})
    void yamlReadsAsTheJson(String path) {
        Object read = new Yaml(new SafeConstructor(new LoaderOptions())).load(stranger.get(path).body());

        assertThat(tools.jackson.databind.json.JsonMapper.shared().<JsonNode>valueToTree(read))
                .isEqualTo(document(path.replace("yaml", "json")).json());
    }

    @Test
    void patternsAllowTheTextsThatAreAccepted() {
        JsonNode schemas = document("/openapi.json?types=all").json().at("/components/schemas");
        String value = schemas.at("/OpportunityRequest/properties/value/pattern").stringValue();
        String id = schemas.at("/OpportunityRequest/properties/accountId/pattern").stringValue();
        String key = schemas.at("/PropertyRequest/properties/keyName/pattern").stringValue();

        assertThat(List.of("18500", " 18500.50 ", "-1", "+2", "", " ")).allMatch(text -> text.matches(value));
        assertThat(List.of("12", " 12 ", "12.0", "")).allMatch(text -> text.matches(id));
        assertThat(List.of("roof_type", " roof_type ", "")).allMatch(text -> text.matches(key));
        assertThat(List.of("1,5", "1e3", "one")).noneMatch(text -> text.matches(value));
    }

    @Test
    void aSearchNeedsAMemberAndAnOperator() {
        OpenApiDocument document = document("/openapi.json");

        document.json().at("/paths/~1opportunities~1search/get/parameters").forEach(parameter -> assertThat(
                parameter.path("required").asBoolean(false)).as(parameter.get("name").stringValue())
                .isEqualTo(Set.of("prop1", "op1").contains(parameter.get("name").stringValue())));
        assertThat(service.newCompany().get("/opportunities/search").json().findValuesAsString("field")).contains("prop1", "op1");
    }

    @Test
    void whatHasATagCanBeRevalidated() {
        OpenApiDocument document = document("/openapi.json");

        document.operations((name, operation) -> {
            boolean tagged = name.startsWith("GET ") && operation.at("/responses/200/headers").has("ETag");
            assertThat(operation.get("responses").has("304")).as(name).isEqualTo(tagged);
            assertThat(operation.get("parameters").findValuesAsString("name").contains("If-None-Match")).as(name).isEqualTo(tagged);
        });
        assertThat(document.json().at("/paths/~1contacts~1{id}/get/responses/304/headers").propertyNames()).contains("ETag");
    }

    @Test
    void theHeadNamesVersionLicenseAndMainTag() {
        JsonNode document = document("/openapi.json").json();

        assertThat(document.at("/info/version").stringValue()).matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
        assertThat(document.at("/info/license/name").stringValue()).startsWith("No licence");
        assertThat(document.at("/tags/0/name").stringValue()).isEqualTo("Opportunities");
        assertThat(document.get("paths").propertyNames().iterator().next()).isEqualTo("/opportunities");
    }

    /** The documentation page would send an example with every call. */
    @Test
    void noHeaderOfARequestIsFilledInByAnExample() {
        document("/openapi.json").operations((name, operation) -> operation.get("parameters").forEach(parameter -> {
            if (parameter.get("in").stringValue().equals("header")) {
                assertThat(parameter.has("example") || parameter.has("examples")).as(name + parameter).isFalse();
            }
        }));
    }

    private OpenApiDocument document(String path) {
        return new OpenApiDocument(stranger.get(path).json());
    }

    /** Returns all objects in the schema and its references. */
    private static List<JsonNode> withReferences(OpenApiDocument document, JsonNode schema, Set<JsonNode> seen) {
        List<JsonNode> all = new ArrayList<>();
        if (seen.add(schema)) {
            all.add(schema);
            if (schema.has("$ref")) {
                all.addAll(withReferences(document, document.resolve(schema), seen));
            }
            schema.forEach(part -> all.addAll(withReferences(document, part, seen)));
        }
        return all;
    }
}
