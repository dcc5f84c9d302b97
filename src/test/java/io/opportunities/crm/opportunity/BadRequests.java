package io.opportunities.crm.opportunity;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Requests that violate one rule each. Everything else is valid, and includes a new contact and a new dropdown option, which must not
 * persist.
 */
final class BadRequests {

    private static final Map<String, String> RIGHT = new LinkedHashMap<>(Map.of(
            "title", "\"Never made\"",
            "address", "[\"1 Oak St, Nashville, TN 37201\"]",
            "trades", "[\"Roofing\"]",
            "primaryEmail", "\"never@example.com\"",
            "primaryPhone", "\"+1 615 555 0199\"",
            "custom", "{\"roof_type\": \"Never\"}"));

    /** Query, and the field in the response. All are 400 VALIDATION_ERROR. */
    private static final String QUERIES = """
            match_by=mail                              | match_by
            match_by=TITLE                             | match_by
            match_by=                                  | match_by
            match_by=title&match_by=title              | match_by
            match_by=title&match_by=address            | match_by
            match_by=%00                               | match_by
            match_found_strategy=overwrite             | match_found_strategy
            match_found_strategy=                      | match_found_strategy
            match_found_strategy=skip&match_found_strategy=replace | match_found_strategy
            dry_run=perhaps                            | dry_run
            allow_new_options=yes                      | allow_new_options
            allow_new_options=                         | allow_new_options
            allow_new_options=true&allow_new_options=false | allow_new_options
            """;

    /** Bodies that are no JSON object. All are 400 INVALID_JSON. */
    private static final List<String> NOT_JSON = List.of("", "   ", "{", "{\"title\": \"A", "[]", "[{}]", "\"text\"", "5", "null", "true",
            "{\"title\": \"A\", \"title\": \"B\"}", "{\"custom\": {\"a\": 1, \"a\": 2}}", "{\"unknown\": {\"a\": 1, \"a\": 2}}",
            "{\"unknown\": 1, \"unknown\": 2}", right() + " x", right() + right(), right() + "]", "/* hello */ " + right(),
            "// hello\n" + right(), "{\"value\": NaN}", "{\"value\": Infinity}", "{\"value\": +1}", "{\"value\": .5}", "{\"value\": 007}",
            "{\"value\": 1.}", "{\"value\": " + "9".repeat(1_000) + "}", "{\"value\": 1e99999999999}", "{'title': 'A'}", "{title: \"A\"}",
            "{\"title\": \"A\",}", "{\"title\": \"A\nB\"}", "{\"title\": \"\\x41\"}", "{\"title\" \"A\"}", "<opportunity/>",
            "[".repeat(10_000) + "]".repeat(10_000), "{\"title\": " + "[".repeat(10_000) + "]".repeat(10_000) + "}",
            "{\"unknown\": " + "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_001));

    private BadRequests() {}

    static Stream<BadRequest> all() {
        return Stream.of(members(), queries(), notJson(), bytes(), headers(), routes()).flatMap(rows -> rows);
    }

    /** Returns a valid body with one member replaced: null omits it. */
    static String right(String member, @Nullable String value) {
        Map<String, String> members = new LinkedHashMap<>(RIGHT);
        members.put(member, value == null ? "" : value);
        return members.entrySet().stream().filter(each -> !each.getValue().isEmpty())
                .map(each -> "\"%s\": %s".formatted(each.getKey(), each.getValue())).collect(Collectors.joining(", ", "{", "}"));
    }

    static String right() {
        return right("title", RIGHT.get("title"));
    }

    private static Stream<BadRequest> members() {
        Stream<BadRequest> table = BadMembers.TABLE.lines().map(line -> line.split(" +\\| +"))
                .map(cell -> invalid(cell[0] + " " + cell[1], right(cell[0], cell[1].equals("-") ? null : filled(cell[1])), cell[2]));
        return Stream.concat(table, Stream.of(
                invalid("phase of another workflow", right("workflowId", "${workflow}, \"phaseId\": ${phase2}"), "phaseId"),
                invalid("accountId and another clientId", right("accountId", "${account}, \"clientId\": ${account2}"), "clientId"),
                invalid("unknown option", right("custom", "{\"roof_type\": \"Never\"}"), "custom.roof_type").at("POST", "/opportunities"),
                invalid("unknown member, strict", right("colour", "\"red\""), "colour").with("Prefer", "handling=strict"),
                invalid("unknown member with NUL, strict", right("a\\u0000b", "1"), "a\\u0000b").with("Prefer", "Handling = \"Strict\""),
                invalid("unknown member with NUL", right("title", "5, \"a\\u0000\\r\\nX-Evil: 1\": 1"), "title"),
                invalid("read-only id, strict", right("id", "5"), "id").with("Prefer", "handling=strict"),
                invalid("read-only number, strict", right("number", "5"), "number").with("Prefer", "respond-async, handling=strict"),
                invalid("unknown parameter, strict", right(), "colour").at("POST", "/opportunities?allow_new_options=true&colour=red")
                        .with("Prefer", "handling=strict"),
                invalid("unknown parameter of a list, strict", "", "page_sise").at("GET", "/opportunities?page_sise=5")
                        .with("Prefer", "handling=strict"),
                invalid("malformed X-Request-Id", right("title", "5"), "title").with("X-Request-Id", "not a \"good\" id")));
    }

    private static Stream<BadRequest> queries() {
        return QUERIES.lines().map(line -> line.split(" +\\| +"))
                .map(cell -> invalid(cell[0], right(), cell[1]).at("POST", "/opportunities?" + cell[0]));
    }

    private static Stream<BadRequest> notJson() {
        return NOT_JSON.stream().map(body -> invalidJson("body " + body.substring(0, Math.min(body.length(), 40)), body));
    }

    private static Stream<BadRequest> bytes() {
        BadRequest latin = invalidJson("title in Latin-1", "");
        return Stream.of(latin.sending(right("title", "\"caf\u00e9\"")),
                latin.sending(right("title", "\"\u00c0\u00af\"")),
                latin.sending(right("title", "\"\u00ed\u00a0\u0080\"")),
                latin.sending(right("title", "\"\u00ff\u00fe\"")),
                latin.sending(right("unknown", "\"\u00ff\"")),
                BadRequest.of("2 MiB", right("description", "\"" + "a".repeat(2 << 20) + "\""), 413, "PAYLOAD_TOO_LARGE", null));
    }

    private static Stream<BadRequest> headers() {
        BadRequest unauthorized = BadRequest.of("no key", right(), 401, "UNAUTHORIZED", null);
        BadRequest unsupported = BadRequest.of("content type", right(), 415, "UNSUPPORTED_MEDIA_TYPE", null);
        BadRequest notAcceptable = BadRequest.of("accept", right(), 406, "NOT_ACCEPTABLE", null);
        Stream<BadRequest> keys = Stream
                .of("", "short", "${key} ${key}", "opp_" + "x".repeat(43), "x".repeat(129), "${revoked}", "${expired}")
                .map(key -> unauthorized.with("x-api-key", key));
        Stream<BadRequest> types = Stream.of("text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/xml",
                "application", "application/yaml", "*/*", "application/*", "application/json; charset=nonsense")
                .map(type -> unsupported.with("Content-Type", type));
        Stream<BadRequest> accepts = Stream.of("text/html", "application/xml", "image/*", "no media type")
                .map(type -> notAcceptable.with("Accept", type));
        return Stream.of(keys, types, accepts, Stream.of(
                BadRequest.of("key of scope read", right(), 403, "FORBIDDEN", null).with("x-api-key", "${readKey}"))).flatMap(rows -> rows);
    }

    private static Stream<BadRequest> routes() {
        BadRequest wrongMethod = BadRequest.of("wrong method", right(), 405, "METHOD_NOT_ALLOWED", null);
        return Stream.of(BadRequest.of("unknown route", right(), 404, "NOT_FOUND", null).at("POST", "/nothing"),
                BadRequest.of("unknown route below", right(), 404, "NOT_FOUND", null).at("POST", "/opportunities/1/nothing"),
                BadRequest.of("slash at the end", right(), 404, "NOT_FOUND", null).at("POST", "/opportunities/"),
                wrongMethod.at("PUT", "/opportunities"), wrongMethod.at("DELETE", "/opportunities"),
                wrongMethod.at("PATCH", "/v1/opportunities"),
                wrongMethod.at("POST", "/opportunities/1"),
                invalid("id is no number", "", "id").at("GET", "/opportunities/abc"),
                invalid("id has a fraction", "", "id").at("GET", "/opportunities/1.5"),
                invalid("id has 64 bits", "", "id").at("GET", "/opportunities/9223372036854775808"),
                BadRequest.of("unknown id", "", 404, "NOT_FOUND", null).at("GET", "/opportunities/999999999"));
    }

    private static BadRequest invalid(String name, String body, String field) {
        return BadRequest.of(name, body, 400, "VALIDATION_ERROR", field);
    }

    private static BadRequest invalidJson(String name, String body) {
        return BadRequest.of(name, body, 400, "INVALID_JSON", null);
    }

    private static String filled(String value) {
        return switch (value) {
            case "${51 items}" -> array(51, "\"Trade %d\"");
            case "${40000 blanks}" -> array(40_000, "\"\"");
            case "${70000 ids}" -> array(70_000, "%d");
            default -> Stream.of(51, 101, 254, 256, 501, 10_001)
                    .reduce(value, (text, length) -> text.replace("${" + length + "}", "1".repeat(length)), (a, b) -> b);
        };
    }

    private static String array(int size, String item) {
        return Stream.iterate(1, i -> i <= size, i -> i + 1).map(item::formatted).collect(Collectors.joining(",", "[", "]"));
    }
}
