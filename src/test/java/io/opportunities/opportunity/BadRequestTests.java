package io.opportunities.opportunity;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.Answer;
import io.opportunities.ApiTest;
import io.opportunities.Client;
import io.opportunities.Service;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Every rule, broken: each answers its status, code and field, and leaves nothing behind. */
@ApiTest
class BadRequestTests {

    private static final String LONG = "x".repeat(256);

    /** One member of an otherwise good body, and the field that is to be named. */
    static final List<List<String>> MEMBERS = List.of(
            row("title", "null"), row("title", "\"\""), row("title", "\" \\u00a0 \""), row("title", "5"), row("title", "[\"a\"]"),
            row("title", "{}"), row("title", "\"" + LONG + "\""), row("title", "\"a\\u0000b\""), row("title", "\"a\\ud800b\""),
            row("title", "true"),
            row("address", "null"), row("address", "[]"), row("address", "\"\""), row("address", "5"),
            row("address[0]", "[5]"), row("address", "[\"a\", \"b\"]"), row("address[0]", "[\"" + "x".repeat(501) + "\"]"),
            row("address[0]", "[\"a\\u0000\"]"), row("address[0]", "[null]"), row("address[0]", "[\" \"]"),
            row("trades", "null"), row("trades", "[]"), row("trades", "\"Roofing\""), row("trades[1]", "[\"a\", 5]"),
            row("trades[0]", "[\"\"]"), row("trades[0]", "[\"" + "x".repeat(101) + "\"]"), row("trades[0]", "[null]"),
            row("trades", "[" + "\"a\",".repeat(50) + "\"b\"]"), row("trades[0]", "[\"a\\udc00\"]"),
            row("description", "5"), row("description", "\"" + "x".repeat(10_001) + "\""), row("description", "\"\\u0000\""),
            row("accountId", "987654321"), row("accountId", "\"abc\""), row("accountId", "1.5"), row("accountId", "true"),
            row("accountId", "9223372036854775808"), row("accountId", "[1]"),
            row("workflowId", "987654321"), row("workflowId", "\"abc\""), row("phaseId", "987654321"), row("phaseId", "{}"),
            row("value", "\"abc\""), row("value", "1234567890123456"), row("value", "1.23456"), row("value", "1e400"),
            row("value", "1e999999999"), row("value", "true"), row("value", "\"1e5\""), row("size", "[]"), row("size", "-1234567890123456"),
            row("confidence", "-1"), row("confidence", "100.01"), row("confidence", "\"high\""),
            row("status", "\"active\""), row("status", "\"OPEN\""), row("status", "5"),
            row("primaryEmail", "\"nobody\""), row("primaryEmail", "\"a b@example.com\""), row("primaryEmail", "5"),
            row("primaryEmail", "\"" + "x".repeat(255) + "@example.com\""),
            row("primaryPhone", "\"12\""), row("primaryPhone", "\"call me\""), row("primaryPhone", "6155550134"),
            row("primaryPhone", "\"" + "5".repeat(51) + "\""),
            row("contacts[0]", "[987654321]"), row("contacts[1]", "[987654321, {\"name\": \"Jo\"}]"), row("contacts", "5"),
            row("contacts[0]", "[1.5]"),
            row("contacts[0]", "[null]"),
            row("ownerId", "987654321"), row("salesRepId", "987654321"), row("projectManagerId", "\"x\""),
            row("isActive", "\"true\""), row("isActive", "1"), row("custom", "[]"), row("custom", "\"x\""),
            row("custom.unknown", "custom", "{\"unknown\": 1}"), row("custom.roof_type", "custom", "{\"roof_type\": \"Gold\"}"),
            row("custom.roof_type", "custom", "{\"roof_type\": \"a\\u0000\"}"), row("custom.a\\u0000b", "custom", "{\"a\\u0000b\": 1}"));

    static final List<String> NO_JSON = List.of("", "{", "[]", "\"text\"", "5", "null", "{\"title\": \"a\", \"title\": \"b\"}",
            "{\"title\": \"a\"} x", "{\"title\": \"a\"} {}", "{'title': 'a'}", "{\"title\": NaN}", "/* a */ {}", "{\"title\": \"a\",}",
            "{\"title\": \"\u0001\"}", "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000), "[".repeat(100_000), "{\"value\": 01}",
            "{\"value\": 1" + "0".repeat(1_000) + "}", "{\"title\": \"\\uZZZZ\"}", "{\"custom\": {\"\\ud800\": 1}}");

    @Autowired
    private Service service;

    private Client company;

    @BeforeEach
    void aCompanyWithADropdown() {
        company = service.newCompany();
        company.post("/properties", """
                {"recordType": "opportunity", "name": "Roof type", "type": "DROPDOWN", "options": ["Metal"]}""");
    }

    @ParameterizedTest
    @FieldSource("MEMBERS")
    void aMemberThatBreaksARuleIsNamed(List<String> row) {
        String body = bodyWith(row.get(1), row.get(2));

        bothPaths("").forEach(path -> assertRefused(company.post(path, body), 400, "VALIDATION_ERROR", row.getFirst()));
        assertNothingLeftBehind();
    }

    @ParameterizedTest
    @FieldSource("NO_JSON")
    void aBodyThatIsNoJsonObjectIsRefused(String body) {
        bothPaths("").forEach(path -> assertRefused(company.post(path, body), 400, "INVALID_JSON", null));
        assertNothingLeftBehind();
    }

    @Test
    void aBodyThatIsNoUtf8IsRefused() {
        byte[] latin1 = bodyWith("title", "\"Caf\u00e9\"").getBytes(StandardCharsets.ISO_8859_1);

        assertRefused(company.send("POST", "/opportunities", latin1, Map.of()), 400, "INVALID_JSON", null);
    }

    @ParameterizedTest
    @MethodSource("badQueries")
    void aParameterWithAnotherValueIsNamed(String query, String field) {
        bothPaths("?" + query).forEach(path -> assertRefused(company.post(path, Opportunities.body()), 400, "VALIDATION_ERROR", field));
        assertNothingLeftBehind();
    }

    static Stream<List<String>> queries() {
        return Stream.of(List.of("match_by=mail", "match_by"), List.of("match_by=", "match_by"), List.of("match_by=TITLE", "match_by"),
                List.of("match_by=title&match_by=address", "match_by"), List.of("match_found_strategy=merge", "match_found_strategy"),
                List.of("match_found_strategy=%00", "match_found_strategy"), List.of("allow_new_options=yes", "allow_new_options"),
                List.of("allow_new_options=", "allow_new_options"));
    }

    static Stream<Object[]> badQueries() {
        return queries().map(List::toArray);
    }

    @Test
    void pagingParametersOutOfRangeAreNamed() {
        Answer refused = company.get("/opportunities?page=0&page_size=101&order_by=up&include_archived=x");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.errorFields()).containsExactlyInAnyOrder("page", "page_size", "order_by", "include_archived");
    }

    @ParameterizedTest
    @FieldSource("KEYS")
    void aKeyThatIsNotKnownIsRefusedWhateverIsWrongWithIt(String key) {
        assertRefused(company.withKey(key).post("/opportunities", Opportunities.body()), 401, "UNAUTHORIZED", null);
    }

    static final List<String> KEYS = List.of("x", "opp_" + "A".repeat(43), "a".repeat(500), "with space with space with space with space");

    @Test
    void referencesToAnotherCompanyAreLikeThoseThatDoNotExist() {
        Client theirs = service.newCompany();
        long account = theirs.post("/accounts", "{\"title\": \"A\", \"address\": \"1 Oak St\"}").id();
        long contact = theirs.post("/contacts", "{\"name\": \"Jo\"}").id();
        Answer workflow = theirs.post("/workflows", "{\"name\": \"W\", \"phases\": [{\"name\": \"P\"}]}");
        long user = theirs.get("/users").json().get(0).get("id").asLong();

        Answer refused = company.post("/opportunities", Opportunities.body("\"accountId\": " + account, "\"contacts\": [" + contact + "]",
                "\"workflowId\": " + workflow.id(), "\"ownerId\": " + user, "\"salesRepId\": " + user, "\"projectManagerId\": " + user));
        Answer phase = company.post("/opportunities", Opportunities.body("\"phaseId\": " + workflow.json().get("phases").get(0).get("id")));

        assertThat(refused.errorFields()).containsExactlyInAnyOrder("accountId", "contacts[0]", "workflowId", "ownerId", "salesRepId",
                "projectManagerId");
        assertRefused(phase, 400, "VALIDATION_ERROR", "phaseId");
        assertNothingLeftBehind();
    }

    @Test
    void aPhaseOfAnotherWorkflowIsRefused() {
        long workflow = company.post("/workflows", "{\"name\": \"W\", \"phases\": [{\"name\": \"P\"}]}").id();
        Answer other = company.post("/workflows", "{\"name\": \"V\", \"phases\": [{\"name\": \"P\"}]}");

        Answer refused = company.post("/opportunities",
                Opportunities.body("\"workflowId\": " + workflow, "\"phaseId\": " + other.json().get("phases").get(0).get("id")));

        assertRefused(refused, 400, "VALIDATION_ERROR", "phaseId");
    }

    @Test
    void theHttpAroundTheBodyIsCheckedToo() {
        byte[] good = Opportunities.body().getBytes(StandardCharsets.UTF_8);
        byte[] huge = ("{\"title\": \"" + "x".repeat(2 << 20) + "\"}").getBytes(StandardCharsets.UTF_8);

        assertRefused(company.send("POST", "/opportunities", good, Map.of("Content-Type", "text/plain")), 415, "UNSUPPORTED_MEDIA_TYPE",
                null);
        assertRefused(company.send("POST", "/requests", good, Map.of("Content-Type", "application/x-www-form-urlencoded")), 415,
                "UNSUPPORTED_MEDIA_TYPE", null);
        assertRefused(company.send("POST", "/opportunities", good, Map.of("Accept", "text/html")), 406, "NOT_ACCEPTABLE", null);
        assertRefused(company.send("POST", "/opportunities", huge, Map.of()), 413, "PAYLOAD_TOO_LARGE", null);
        assertRefused(company.send("PUT", "/opportunities", good, Map.of()), 405, "METHOD_NOT_ALLOWED", null);
        assertThat(company.send("PUT", "/opportunities", good, Map.of()).header("Allow")).contains("GET").contains("POST");
        assertRefused(company.get("/nowhere"), 404, "NOT_FOUND", null);
        assertRefused(company.get("/opportunities/abc"), 400, "VALIDATION_ERROR", "id");
        assertRefused(company.get("/opportunities/99999999999999999999"), 400, "VALIDATION_ERROR", "id");
        assertRefused(company.get("/opportunities/987654321"), 404, "NOT_FOUND", null);
        assertNothingLeftBehind();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GARBAGE\r\n\r\n", "GET /opportunities?match_by=%zz HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET /a<b>\" HTTP/1.1\r\nHost: x\r\n\r\n", "GET /opportunities HTTP/1.1\r\n\r\n",
            "POST /opportunities HTTP/1.1\r\nHost: x\r\nContent-Length: x\r\n\r\n"})
    void whatIsNoHttpIsAnsweredInTheSameShape(String request) throws IOException {
        try (Socket socket = new Socket("localhost", URI.create(service.url()).getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write(request.replaceFirst("\r\n\r\n", "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer).matches("(?s)HTTP/1.1 4\\d\\d .*").contains("application/json").contains("\"requestId\"")
                    .doesNotContain("<html");
        }
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        Answer refused = company.post("/requests?match_by=mail&allow_new_options=2",
                """
                        {"title": 5, "trades": [], "value": "x", "contacts": [987654321], "accountId": 987654321, "custom": {"rooftype": 1}, "colour": 1}""",
                Map.of("Prefer", "handling=strict"));

        assertThat(refused.errorFields()).containsExactlyInAnyOrder("title", "trades", "value", "address", "match_by", "allow_new_options",
                "contacts[0]", "accountId", "custom.rooftype", "colour");
        assertThat(refused.header("Preference-Applied")).isEqualTo("handling=strict");
    }

    @Test
    void anIllFormedRequestIdIsReplacedAndAWellFormedOneIsKept() {
        Answer kept = company.post("/opportunities", "{}", Map.of("X-Request-Id", "partner-42"));
        Answer replaced = company.post("/opportunities", "{}", Map.of("X-Request-Id", "a b<c>"));

        assertThat(kept.json().get("requestId").stringValue()).isEqualTo("partner-42");
        assertThat(replaced.header("X-Request-Id")).doesNotContain("<").isEqualTo(replaced.json().get("requestId").stringValue());
    }

    private static Stream<String> bothPaths(String query) {
        return Stream.of("/opportunities" + query, "/v1/requests" + query);
    }

    private static List<String> row(String field, String json) {
        return List.of(field, field.replaceAll("\\[.*", ""), json);
    }

    private static List<String> row(String field, String member, String json) {
        return List.of(field, member, json);
    }

    private static String bodyWith(String member, String json) {
        String good = "\"title\": \"Bad\", \"address\": \"1 Oak St\", \"trades\": [\"Roofing\"]";
        String others = Stream.of(good.split(", (?=\")")).filter(pair -> !pair.startsWith("\"" + member + "\"")).reduce("",
                (a, b) -> a + b + ", ");
        return "{%s\"%s\": %s}".formatted(others, member, json);
    }

    private static void assertRefused(Answer answer, int status, String code, @Nullable String field) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(answer.json().propertyNames()).containsExactly("message", "code", "field", "errors", "requestId");
        assertThat(answer.json().get("code").stringValue()).isEqualTo(code);
        assertThat(answer.json().get("field").isNull() ? null : answer.json().get("field").stringValue()).as(answer.body())
                .isEqualTo(field);
        assertThat(answer.json().get("message").stringValue()).isNotBlank().hasSizeLessThan(600).doesNotContainPattern("\\p{Cntrl}");
        assertThat(answer.json().get("requestId").stringValue()).isEqualTo(answer.header("X-Request-Id"));
    }

    private void assertNothingLeftBehind() {
        assertThat(company.get("/opportunities").json()).isEmpty();
        assertThat(company.get("/contacts").json()).isEmpty();
        assertThat(company.get("/properties").json().get("opportunity").get(0).get("options")).hasSize(1);
        assertThat(company.post("/opportunities", Opportunities.body()).json().get("number").asLong()).isEqualTo(1);
    }
}
