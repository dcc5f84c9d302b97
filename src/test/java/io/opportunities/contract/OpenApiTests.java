package io.opportunities.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.OpenApiDocument;
import io.opportunities.support.Service;
import io.swagger.v3.oas.annotations.Hidden;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** The document for developers of clients, and its page for readers. */
@ApiTest
class OpenApiTests {

    private static final Set<String> OPTIONAL = Set.of("street", "city", "state", "zipcode", "workflowName", "source",
            "externalId", "mergedInto", "phaseSince");

    @Autowired
    private Service service;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping handlers;

    private Client stranger;
    private OpenApiDocument document;

    @BeforeEach
    void read() {
        stranger = new Client(service.url(), null);
        document = new OpenApiDocument(stranger.get("/openapi.json").json());
    }

    @Test
    void theDocumentIsOpenApi31() {
        assertThat(document.json().get("openapi").stringValue()).startsWith("3.1.");
        assertThat(document.json().at("/info/description").stringValue()).contains("x-api-key");
        assertThat(document.json().get("servers").findValuesAsString("url")).containsExactly("/", "/v1");
    }

    /** Writes the document for the profile {@code clients}. */
    @Test
    void theDocumentIsStoredForGeneratorsOfClients() throws Exception {
        Path kept = Path.of("target", "openapi.json");

        Files.writeString(kept, document.json().toString());

        assertThat(kept).isNotEmptyFile();
    }

    @Test
    void everyHandlerIsListedOnceAndNothingElse() {
        Set<String> listed = new TreeSet<>();
        document.operations((name, operation) -> listed.add(name));

        assertThat(listed).isEqualTo(handled()).contains("POST /requests", "POST /opportunities");
    }

    @Test
    void everyOperationHasItsOwnIdATagAndASummary() {
        Set<String> ids = new TreeSet<>();
        document.operations((name, operation) -> {
            assertThat(ids.add(operation.get("operationId").stringValue())).as(name).isTrue();
            assertThat(operation.get("tags")).as(name).hasSize(1);
            assertThat(operation.get("summary").stringValue()).as(name).isNotBlank();
        });
    }

    @Test
    void everyOperationSaysHowToAuthenticateAndWhatItRefuses() {
        document.operations((name, operation) -> {
            String scheme = name.equals("POST /api-keys") ? "login" : "apiKey";
            assertThat(operation.at("/security/0").propertyNames()).as(name).containsExactly(scheme);
            assertThat(operation.get("responses").propertyNames()).as(name).contains("400", "401", "406", "429", "500", "503");
            operation.get("responses").properties().stream().filter(answer -> answer.getKey().charAt(0) >= '4')
                    .forEach(answer -> assertThat(
                            document.resolve(answer.getValue()).at("/content/application~1json/schema/$ref").stringValue())
                            .isEqualTo("#/components/schemas/ErrorBody"));
        });
    }

    @Test
    void everyParameterIsDescribed() {
        document.operations((name, operation) -> operation.get("parameters").forEach(parameter -> {
            assertThat(parameter.path("description").asString("")).as(name + " " + parameter).isNotBlank();
            assertThat(parameter.get("schema").has("type")).as(name + " " + parameter).isTrue();
        }));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/opportunities", "/requests", "/accounts", "/clients"})
    void matchingIsDocumentedWithItsDefaultsAndChoices(String path) {
        assertThat(document.parameter("post", path, "match_by")).hasToString(
                """
                        {"type":"array","default":["title"],"items":{"type":"string","enum":["title","primaryEmail","primaryPhone","address","externalId"]}}""");
        assertThat(document.parameter("post", path, "match_found_strategy")).hasToString("""
                {"type":"string","default":"skip","enum":["skip","replace","enrich"]}""");
        assertThat(document.parameter("post", path, "allow_new_options")).hasToString("""
                {"type":"boolean","default":false}""");
        assertThat(document.parameter("get", path, "page_size")).hasToString("""
                {"type":"integer","default":20,"maximum":100,"minimum":1}""");
        assertThat(document.parameter("get", path, "include_archived")).hasToString("""
                {"type":"boolean","default":false}""");
    }

    @Test
    void oldSpellingsAreDeprecated() {
        document.operations((name, operation) -> assertThat(operation.path("deprecated").asBoolean(false)).as(name)
                .isEqualTo(name.contains(" /requests") || name.contains(" /clients")));
    }

    @Test
    void constraintsOfARequestAreShown() {
        JsonNode request = document.json().at("/components/schemas/OpportunityRequest");

        assertThat(request.get("required").valueStream().map(JsonNode::stringValue)).containsExactlyInAnyOrder("title", "address",
                "trades");
        assertThat(request.at("/properties/title")).hasToString("""
                {"type":"string","maxLength":255,"minLength":1}""");
        assertThat(request.at("/properties/trades/maxItems").intValue()).isEqualTo(50);
        assertThat(request.at("/properties/clientId/deprecated").booleanValue()).isTrue();
        assertThat(request.at("/properties/primaryEmail/format").stringValue()).isEqualTo("idn-email");
        assertThat(request.at("/properties/contacts/items")).hasToString("{\"type\":\"integer\",\"format\":\"int64\"}");
        assertThat(request.at("/properties/status/enum")).hasToString("[\"ACTIVE\",\"ON_HOLD\",\"CANCELLED\",\"COMPLETED\",null]");
    }

    @Test
    void answersHaveAllTheirMembersButThosePartsOfAnAddress() {
        JsonNode answer = document.json().at("/components/schemas/OpportunityResponse");
        Set<String> required = answer.get("required").valueStream().map(JsonNode::stringValue).collect(Collectors.toSet());

        assertThat(answer.get("properties").propertyNames()).allSatisfy(
                member -> assertThat(required.contains(member)).as(member).isNotEqualTo(OPTIONAL.contains(member)));
        assertThat(answer.at("/properties/createdById")).hasToString("{\"type\":\"integer\",\"format\":\"int64\"}");
        // null in a dry run
        assertThat(answer.at("/properties/id/type")).hasToString("[\"integer\",\"null\"]");
        assertThat(answer.at("/properties/description/type")).hasToString("[\"string\",\"null\"]");
    }

    @Test
    void noTypeOfTheInsideIsListed() {
        assertThat(document.json().at("/components/schemas").propertyNames())
                .noneMatch(name -> name.matches("PatchField.*|Given|Cleared|Absent|Violations|JsonNode|Pageable"));
    }

    @Test
    void aChangeIsDocumentedWithWhatItMayLeaveOutAndTheVersionItIsMadeTo() {
        JsonNode change = document.json().at("/components/schemas/WorkflowUpdate");

        assertThat(change.has("required")).isFalse();
        assertThat(change.at("/properties/phases/items/$ref").stringValue()).isEqualTo("#/components/schemas/WorkflowPhaseUpdate");
        assertThat(document.json().at("/components/schemas/PropertyUpdate/properties").propertyNames())
                .containsExactlyInAnyOrder("name", "options", "defaultValue");
        assertThat(document.parameter("patch", "/workflows/{id}", "If-Match")).hasToString("{\"type\":\"string\"}");
        assertThat(document.parameter("get", "/users", "id")).hasToString("{\"type\":\"integer\",\"format\":\"int64\"}");
    }

    private Set<String> handled() {
        return handlers.getHandlerMethods().entrySet().stream()
                .filter(handler -> handler.getValue().getBeanType().getPackageName().startsWith("io.opportunities"))
                .filter(handler -> !handler.getValue().getBeanType().isAnnotationPresent(Hidden.class))
                .flatMap(handler -> handler.getKey().getMethodsCondition().getMethods().stream()
                        .flatMap(method -> handler.getKey().getPatternValues().stream()
                                .filter(path -> !path.startsWith("/v1/"))
                                .map(path -> method + " " + path)))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
