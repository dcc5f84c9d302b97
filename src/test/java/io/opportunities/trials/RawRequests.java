package io.opportunities.trials;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/**
 * Requests that no HTTP client would send. It omits HTTP 0.9, whose responses have no status, and HEAD and OPTIONS, whose responses have no
 * body.
 */
final class RawRequests {

    private static final List<String> METHODS = List.of("GET", "POST", "TRACE", "PROPFIND", "PUT", "DELETE", "PATCH", "CONNECT", "get",
            "G E T", "", "\u0000", "X".repeat(9_000));
    private static final List<String> TARGETS = List.of("/contacts", "/%2e%2e/contacts", "/v1/%2e%2e/opportunities", "//contacts",
            "/contacts//1", "/contacts;a=b", "/contacts/1;jsessionid=2", "/opportunities%2F1", "/opportunities/%5c..", "/contacts/%",
            "/contacts/%zz", "/contacts/%ff", "/contacts/%00", "/./contacts", "/contacts/../users", "/contacts/", "*", "contacts",
            "http://elsewhere.example/contacts", "http://", "/contacts?q=%", "/contacts?q=%zz", "/contacts?q=%ff%fe", "/contacts?q=%00",
            "/contacts?[]|{}^`", "/contacts?" + "a=b&".repeat(2_500), "/contacts?q=" + "x".repeat(9_000), "/\u00e9", "/contacts#x",
            "/error", "/actuator/health", "/openapi.json/..;/", "/docs/%2e%2e/%2e%2e/etc/passwd", "/swagger-ui/..%2f..%2fapplication.yaml");
    private static final List<String> VERSIONS = List.of("HTTP/1.1", "HTTP/1.1", "HTTP/1.1", "HTTP/1.0", "HTTP/2.0", "HTTP/9", "http/1.1",
            "\t",
            "HTTP/1.1 x");
    private static final List<String> HEADERS = List.of("Host: localhost", "Host: a\r\nHost: b", "Host: [", "Host:", "No colon",
            ": nameless",
            "X-\u0000: 1", "X: \u0001\u0000", " folded: 1", "X: 1\r\n 2", "Content-Length: -1", "Content-Length: 1\r\nContent-Length: 2",
            "Content-Length: 99999999999999999999", "Content-Length: 100", "Content-Length: x", "Transfer-Encoding: chunked",
            "Transfer-Encoding: chunked\r\nContent-Length: 3", "Transfer-Encoding: gzip, chunked", "Transfer-Encoding: nonsense",
            "Content-Type: application/json", "Content-Type: \u00ff\u00fe", "Accept: \u00ff", "Cookie: a=b;;;=",
            "Range: bytes=0-99999999999",
            "X-Forwarded-For: \u00ff", "X-HTTP-Method-Override: DELETE", "Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings",
            "X: " + "y".repeat(20_000), "Origin: null", "Authorization: Basic !!!!", "Authorization: Bearer \u00ff", "Prefer: \"");
    private static final List<String> BODIES = List.of("", "{}", "0\r\n\r\n", "zz\r\n{}\r\n0\r\n\r\n", "ffffffffff\r\n{}", "2\r\n{}",
            "2;ext=\"\u0000\r\n{}\r\n0\r\nTrailer: x\r\n\r\n", "-1\r\n\r\n", "5\r\n{}\r\n0\r\n\r\n", "{\"name\": \"x\"",
            "\u0000\u0001\u0002");

    private RawRequests() {}

    static FuzzRequest next(String key, Random random) {
        StringBuilder request = new StringBuilder();
        request.append(one(METHODS.subList(0, random.nextInt(4) == 0 ? METHODS.size() : 7), random)).append(' ')
                .append(one(TARGETS, random)).append(' ')
                .append(one(VERSIONS, random)).append("\r\nHost: localhost\r\nx-api-key: ").append(key).append("\r\n");
        for (int i = random.nextInt(3); i > 0; i--) {
            request.append(one(HEADERS, random)).append("\r\n");
        }
        request.append("Connection: close\r\n\r\n").append(one(BODIES, random));
        return new FuzzRequest.Raw(request.toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String one(List<String> choices, Random random) {
        return choices.get(random.nextInt(choices.size()));
    }
}
