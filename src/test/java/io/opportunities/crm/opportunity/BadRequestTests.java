package io.opportunities.crm.opportunity;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Basic;
import io.opportunities.support.Client;
import io.opportunities.support.RawClient;
import io.opportunities.support.Service;
import io.opportunities.support.TestResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@ApiTest
class BadRequestTests {

    private static final Set<String> MEMBERS = Set.of("message", "code", "errors", "requestId");
    private static final Map<String, String> SET_UP = new HashMap<>();

    private static Client company;
    private static String before;

    @BeforeAll
    static void twoCompaniesWithRecords(@Autowired Service service) throws InterruptedException {
        company = service.newCompany();
        Client other = service.newCompany();
        SET_UP.put("key", String.valueOf(company.key()));
        record(company, "");
        record(other, "other");
        company.post("/properties", """
                {"recordType": "opportunity", "name": "Roof type", "type": "DROPDOWN", "options": ["Metal"]}""");
        company.post("/properties", """
                {"recordType": "opportunity", "name": "Power", "type": "NUMERIC"}""");
        Instant expiry = Instant.now().plusSeconds(2);
        SET_UP.put("expired", newKey("{\"expiresAt\": \"%s\"}".formatted(expiry)).json().get("token").stringValue());
        SET_UP.put("readKey", newKey("{\"scope\": \"read\"}").json().get("token").stringValue());
        TestResponse revoked = newKey("{}");
        SET_UP.put("revoked", revoked.json().get("token").stringValue());
        company.delete("/api-keys/" + revoked.id());
        Thread.sleep(Math.max(0, Duration.between(Instant.now(), expiry.plusMillis(100)).toMillis()));
        before = left();
    }

    @AfterAll
    static void theFirstOneThatIsRightGetsNumberOne() {
        TestResponse made = company.post("/opportunities?allow_new_options=true", BadRequests.right());

        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        assertThat(made.json().get("number").asInt()).isEqualTo(1);
    }

    static Stream<Arguments> requests() {
        return Stream.of("/opportunities", "/requests").flatMap(path -> BadRequests.all().map(row -> Arguments.of(path, row)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("requests")
    void aBadRequestIsRejectedWithoutEffect(String path, BadRequest request) {
        TestResponse answer = request.send(company, path, SET_UP);

        assertRefused(answer, request.status(), request.code());
        assertThat(answer.json().path("field").asString(null)).as(answer.body()).isEqualTo(request.field());
        assertThat(answer.header("Allow") != null).isEqualTo(request.status() == 405);
        assertThat(answer.header("X-Evil")).isNull();
        assertThat(left()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GARBAGE", "POST", "POST /{path} HTTP/9.9",
            "POST {path} HTTP/1.1",
            "POST /{path}?match_by=%zz HTTP/1.1", "POST /{path}?match_by=% HTTP/1.1", "POST /{path}?match_by=%ff HTTP/1.1",
            "POST /{path}?%zz=title HTTP/1.1", "POST /{path}?match_by=<title> HTTP/1.1", "POST /{path}/<1> HTTP/1.1",
            "POST /{path}/|{1} HTTP/1.1", "POST /{path}/%zz HTTP/1.1", "POST /{path}/%00 HTTP/1.1", "POST /{path}/%2e%2e%2fusers HTTP/1.1",
            "POST /{path}/%0d%0aX-Evil:1 HTTP/1.1", "POST /{path};a=b HTTP/1.1", "POST //{path} HTTP/1.1", "POST /../{path} HTTP/1.1",
            "P\u00f6ST /{path} HTTP/1.1", "FOO /{path} HTTP/1.1", "TRACE /{path} HTTP/1.1", "CONNECT /{path} HTTP/1.1",
            "CONNECT /{path} HTTP/1.1 x"})
    void aBrokenRequestLineIsAnsweredInJson(String line) {
        for (String path : List.of("opportunities", "requests")) {
            TestResponse answer = raw(line.replace("{path}", path), "Host: localhost", "Content-Length: 2", "", "{}");

            assertRefused(answer);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: abc", "Content-Length: -1", "Content-Length: 99999999999999999999",
            "Content-Length: 3\r\nContent-Length: 4",
            "Content-Length: 2\r\nTransfer-Encoding: chunked", "Transfer-Encoding: gibberish", "Transfer-Encoding: gibberish\r\nNo colon",
            "Transfer-Encoding: chunked",
            "Content-Length: 100",
            "Content-Length: 2\r\nBad Header: x", "Content-Length: 2\r\nNo colon", "Content-Length: 2\r\nHost: other",
            "Content-Length: 2\r\nX-Long: {long}", "Content-Length: 2\r\nCookie: {long}", "Content-Length: 2\r\nExpect: miracles",
            "Content-Length: 2\r\nX-Request-Id: caf\u00e9", "Content-Length: 2\r\nX-Request-Id: "})
    void aBrokenHeaderIsAnsweredInJson(String headers) {
        for (String path : List.of("opportunities", "requests")) {
            TestResponse answer = raw("POST /" + path + " HTTP/1.1", "Host: localhost", headers.replace("{long}", "x".repeat(100_000)), "",
                    "{}");

            assertRefused(answer);
        }
    }

    @ParameterizedTest
    @CsvSource({"a\u0001b, 400", "a\u007fb, 400", "a\u0085b, 200", "a\u00ffb, 200"})
    void aControlCharacterInAHeaderIsRefusedAndAByteBeyondAsciiIsNot(String value, int status) {
        TestResponse answer = raw("GET /opportunities HTTP/1.1", "Host: localhost", "Accept: */*;a=\"%s\"".formatted(value), "", "");

        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE /opportunities HTTP/1.1", "TRACE /opportunities?q=%zz HTTP/1.1"})
    void whatIsRefusedBeforeAnythingElseHasAnIdWhateverIsAccepted(String line) {
        TestResponse answer = raw(line, "Host: localhost", "Accept: \u00ff", "", "");

        assertRefused(answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\n\": 1}", "{\"a\u0001\": 1}", "a%00=1", "a%0a=1&title=x", "%s%n=1"})
    void aFormIsRefusedWhateverTheNamesOfItsFieldsAre(String form) {
        for (String call : List.of("POST /opportunities", "PATCH /opportunities/1")) {
            TestResponse answer = company.send(call.split(" ")[0], call.split(" ")[1], form.getBytes(StandardCharsets.UTF_8),
                    Map.of("Content-Type", "application/x-www-form-urlencoded"));

            assertRefused(answer);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/opportunities", "/requests"})
    void aBodyOfUnknownLengthHasTheSameLimit(String path) {
        String chunk = "100000\r\n" + "a".repeat(1 << 20) + "\r\n";

        TestResponse answer = raw("POST " + path + " HTTP/1.1", "Host: localhost", "Transfer-Encoding: chunked", "",
                "1\r\n\"\r\n" + chunk + chunk + "0\r\n\r\n");

        assertRefused(answer, 413, "PAYLOAD_TOO_LARGE");
        assertThat(left()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/opportunities", "/requests"})
    void listsTheFaultsOfBodyParametersAndReferencesAtOnce(String path) {
        TestResponse answer = company.post(path + "?match_by=mail&allow_new_options=perhaps", """
                {"address": [], "trades": [5, " "], "confidence": 101, "accountId": 999999999, "ownerId": 999999999,
                 "contacts": [{"name": "Dana"}, 999999999], "custom": {"power": "much", "rof_type": "Metal"}}""");

        assertRefused(answer, 400, "VALIDATION_ERROR");
        assertThat(answer.errorFields()).containsExactlyInAnyOrder("title", "address", "trades[0]", "trades[1]", "confidence", "match_by",
                "allow_new_options", "accountId", "ownerId", "contacts[0]", "contacts[1]", "custom.power", "custom.rof_type");
        assertThat(answer.json().at("/field").stringValue()).isEqualTo(answer.errorFields().getFirst());
    }

    @Test
    void messagesCutWhatCameAndHoldNoControlCharacters() {
        String evil = "\\u0000\\u001b[31m\\r\\n\\u202e\\ud800" + "x".repeat(20_000);

        TestResponse answer = company.post("/opportunities?match_by=%1b%0d%0a" + "y".repeat(2_000), """
                {"title": "%1$s", "trades": ["%1$s"], "value": "%1$s", "status": "%1$s", "accountId": "%1$s", "primaryPhone": "%1$s",
                 "custom": {"%2$s": 1, "roof_type": "%1$s", "power": "%1$s"}}""".formatted(evil,
                evil.substring(0, 900).replace("\\ud800", "")));

        assertRefused(answer, 400, "VALIDATION_ERROR");
        assertThat(answer.errorFields()).hasSize(11);
        for (JsonNode error : answer.json().get("errors")) {
            assertThat(error.get("field").stringValue() + error.get("message").stringValue()).hasSizeLessThan(500);
            assertThat(error.toString() + error.get("message").stringValue()).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Cs}]");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "PUT  | /opportunities   | Accept       | application/json | 405 | PUT is not allowed here; allowed: GET, POST",
            "GET  | /opportunities   | Accept       | text/html | 406 | only application/json is answered; Accept was \"text/html\"",
            "POST | /opportunities   | Content-Type | text/plain | 415 | the body must be application/json or application/*+json; Content-Type was \"text/plain\"",
            "POST | /v1/requests     | Content-Type | no type | 415 | the body must be application/json or application/*+json; Content-Type was \"no type\""})
    void whatIsRefusedForItsMethodOrMediaTypeSaysWhatIsRight(String method, String path, String header, String value, int status,
            String message) {
        byte[] body = method.equals("GET") ? null : BadRequests.right().getBytes(StandardCharsets.UTF_8);

        TestResponse answer = company.send(method, path, body, Map.of(header, value));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().get("message").stringValue()).isEqualTo(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"opportunities", "requests"})
    void aBodyThatSaysTwiceWhatItIsIsRefused(String path) {
        TestResponse answer = raw("POST /" + path + " HTTP/1.1", "Host: localhost", "Content-Type: text/plain", "Content-Length: 2", "",
                "{}");

        assertRefused(answer, 415, "UNSUPPORTED_MEDIA_TYPE");
        assertThat(answer.header("Accept")).contains("application/json");
    }

    @Test
    void aCharacterThatMustBeEncodedIsHintedAt() {
        TestResponse answer = raw("GET /opportunities/search?prop1=title&op1=in&value1=[\"a\"] HTTP/1.1", "Host: localhost", "", "");

        assertRefused(answer, 400, "VALIDATION_ERROR");
        assertThat(answer.json().get("message").stringValue()).contains("\" [ ]", "percent-encoded");
    }

    @Test
    void aRejectedKeyDoesNotRevealItsReason() {
        List<String> bodies = Stream
                .of("", "short", "opp_" + "x".repeat(43), SET_UP.getOrDefault("revoked", ""), SET_UP.getOrDefault("expired", ""))
                .map(key -> company.withKey(key.isEmpty() ? null : key).post("/opportunities", "{}"))
                .map(answer -> answer.body().replace(String.valueOf(answer.header("X-Request-Id")), "")).distinct().toList();

        assertThat(bodies).hasSize(1);
    }

    @Test
    void onlyARefusedLoginHasTheMemberError() {
        TestResponse answer = company.post("/api-keys", "{}", Basic.of("admin@example.com", "wrong"));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.json().propertyNames()).containsExactlyInAnyOrder("message", "code", "errors", "requestId", "error");
    }

    private static TestResponse raw(String line, String... rest) {
        List<String> head = List.of(line, "Connection: close", "Content-Type: application/json", "x-api-key: " + company.key());
        String request = String.join("\r\n", head) + "\r\n" + String.join("\r\n", rest);
        return new RawClient(company.url()).send(request.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void assertRefused(TestResponse answer, int status, String code) {
        assertRefused(answer);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.json().get("code").stringValue()).as(answer.toString()).isEqualTo(code);
    }

    private static void assertRefused(TestResponse answer) {
        assertThat(answer.status()).as(answer.toString()).isBetween(400, 499);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        Set<String> members = new TreeSet<>(MEMBERS);
        answer.json().get("errors").valueStream().findAny().ifPresent(error -> members.add("field"));
        assertThat(new TreeSet<>(answer.json().propertyNames())).as(answer.body()).isEqualTo(members);
        assertThat(answer.json().get("message").stringValue()).hasSizeBetween(5, 500);
        assertThat(answer.json().get("requestId").stringValue()).matches("[A-Za-z0-9._:-]+").isEqualTo(answer.header("X-Request-Id"));
    }

    private static String left() {
        return company.get("/opportunities?include_archived=true").body() + company.get("/contacts").body()
                + company.get("/properties").body();
    }

    private static void record(Client of, String prefix) {
        String residential = """
                {"name": "%s", "phases": [{"name": "Lead"}, {"name": "Survey"}]}""";
        TestResponse workflow = of.post("/workflows", residential.formatted("One"));
        TestResponse workflow2 = of.post("/workflows", residential.formatted("Two"));
        Map<String, Long> ids = Map.of("account", account(of, 1), "account2", account(of, 2), "contact",
                of.post("/contacts", "{\"name\": \"Dana\"}").id(), "workflow", workflow.id(), "phase", phase(workflow), "phase2",
                phase(workflow2),
                "user", of.get("/users").json().get(0).get("id").asLong());
        ids.forEach((name, id) -> SET_UP.put(
                prefix.isEmpty() ? name : prefix + Character.toUpperCase(name.charAt(0)) + name.substring(1), String.valueOf(id)));
    }

    private static long account(Client of, int number) {
        return of.post("/accounts", "{\"title\": \"Account %1$d\", \"address\": [\"%1$d Elm St, Nashville, TN 37201\"]}".formatted(number))
                .id();
    }

    private static long phase(TestResponse workflow) {
        return workflow.json().at("/phases/0/id").asLong();
    }

    private static TestResponse newKey(String body) {
        return company.post("/api-keys", body, Basic.ofAdmin(company));
    }
}
