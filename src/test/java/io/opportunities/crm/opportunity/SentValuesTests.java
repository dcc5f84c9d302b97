package io.opportunities.crm.opportunity;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.TestResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Values as people and their programs send them, in tables: what is answered, found and matched. */
@ApiTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SentValuesTests {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Client company;

    SentValuesTests(Client company) {
        this.company = company;
    }

    @BeforeAll
    void defineProperties() {
        List.of("seen DATETIME", "day DATE", "fin CHECKBOX", "site URL", "mail EMAIL", "note TEXT").stream().map(each -> each.split(" "))
                .forEach(property -> company.post("/properties", """
                        {"recordType": "opportunity", "name": "%1$s", "keyName": "%1$s", "type": "%2$s"}"""
                        .formatted((Object[]) property)));
    }

    @ParameterizedTest
    @MethodSource("members")
    void aMemberIsReadAsItIsMeant(String member, String sent, String answered) {
        TestResponse response = company.post("/opportunities", with(member, JSON.readTree(sent)));

        if (answered.equals("400")) {
            assertThat(response.status()).isEqualTo(400);
            assertThat(response.errorFields()).containsExactly(member);
        } else {
            assertThat(response.status()).isEqualTo(201);
            assertThat(response.json().at("/" + member.replace('.', '/'))).isEqualTo(JSON.readTree(answered));
        }
    }

    @ParameterizedTest
    @MethodSource("filters")
    void aFilterFindsEverySpelling(String member, String stored, String query, String records, Client other) {
        JsonNode text = JSON.getNodeFactory().stringNode(stored);
        List<String> always = List.of("address", "trades");
        other.post("/properties", """
                {"recordType": "opportunity", "name": "note", "keyName": "note", "type": "TEXT"}""");
        JsonNode value = always.contains(member) ? JSON.createArrayNode().add(text) : text;
        String body = member.equals("primaryName") ? named(stored) : with(member, value);
        assertThat(other.post("/opportunities", body).status()).isEqualTo(201);

        TestResponse found = other
                .get("/opportunities" + (query.startsWith("search ") ? "/search?" + encoded(query.substring(7)) : "?" + encoded(query)));

        assertThat(found.status()).isEqualTo(200);
        assertThat(found.json()).hasSize(Integer.parseInt(records));
    }

    @ParameterizedTest
    @MethodSource("matches")
    void twoRequestsAreOneRecordOrTwo(String matchBy, String first, String second, String records, Client other) {
        List<Integer> statuses = Stream.of(first, second).map(value -> {
            JsonNode text = JSON.getNodeFactory().stringNode(value);
            return other.post("/opportunities?match_by=" + matchBy,
                    with(matchBy, matchBy.equals("address") ? JSON.createArrayNode().add(text) : text)).status();
        }).toList();

        assertThat(statuses).containsExactly(201, records.equals("one") ? 200 : 201);
    }

    private static String named(String name) {
        ObjectNode body = (ObjectNode) JSON.readTree(Opportunities.body("\"primaryPhone\": \"911\""));
        return body.put("primaryName", name).toString();
    }

    /** Returns a body with a member, which may be a custom value. */
    private static String with(String member, JsonNode value) {
        ObjectNode body = (ObjectNode) JSON.readTree(Opportunities.body());
        if (member.startsWith("custom.")) {
            body.putObject("custom").set(member.substring("custom.".length()), value);
        } else {
            body.set(member, value);
        }
        return body.toString();
    }

    private static String encoded(String query) {
        return Arrays.stream(query.split("&")).map(pair -> pair.split("=", 2))
                .map(pair -> pair[0] + "=" + URLEncoder.encode(pair[1], StandardCharsets.UTF_8)).collect(Collectors.joining("&"));
    }

    static Stream<Object[]> members() {
        return rows("members.tsv");
    }

    static Stream<Object[]> filters() {
        return rows("filters.tsv");
    }

    static Stream<Object[]> matches() {
        return rows("matches.tsv");
    }

    /** Reads a table, in which {@code \}{@code u} and four figures stand for a character that would not be seen. */
    private static Stream<Object[]> rows(String file) {
        try (InputStream in = SentValuesTests.class.getResourceAsStream("/values/" + file)) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().filter(line -> !line.startsWith("# ")).map(line -> (Object[]) unescaped(line).split("\t"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String unescaped(String line) {
        return line.replace("\\u0308", "\u0308").replace("\\u0301", "\u0301").replace("\\u0303", "\u0303");
    }
}
