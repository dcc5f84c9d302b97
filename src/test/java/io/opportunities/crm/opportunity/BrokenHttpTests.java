package io.opportunities.crm.opportunity;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Basic;
import io.opportunities.support.RawClient;
import io.opportunities.support.TestResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are broken as HTTP, whatever their body. */
@ApiTest
class BrokenHttpTests extends RefusedRequests {

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
}
