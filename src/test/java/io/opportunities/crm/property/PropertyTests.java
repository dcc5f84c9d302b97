package io.opportunities.crm.property;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.TestResponse;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@Tag("citus")
@ApiTest
class PropertyTests {

    private final Client company;

    PropertyTests(Client company) {
        this.company = company;
    }

    @Test
    void propertiesAreListedUnderBothNamesAndOthersAreEmpty() {
        TestResponse made = define("Roof type", "DROPDOWN", "\"options\": [\"Metal\", \"METAL\", \"Tile\"]");

        JsonNode all = company.get("/properties").json();
        assertThat(made.status()).isEqualTo(201);
        assertThat(all.propertyNames()).containsExactlyInAnyOrder("account", "opportunity", "project", "vendor", "ahj", "client",
                "request");
        assertThat(all.get("opportunity")).isEqualTo(all.get("request"));
        assertThat(all.get("opportunity").get(0).get("keyName").stringValue()).isEqualTo("roof_type");
        assertThat(all.get("opportunity").get(0).get("options").toString()).isEqualTo("[\"Metal\",\"Tile\"]");
        assertThat(company.get("/properties?record_type=request,vendor").json().propertyNames())
                .containsExactlyInAnyOrder("opportunity", "request", "vendor");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"TEXT | \" a \" | \"a\"", "NUMERIC | \"12.50\" | 12.5", "NUMERIC | 1e3 | 1000",
            "CHECKBOX | true | true", "DATE | \"2026-02-28\" | \"2026-02-28\"",
            "DATETIME | \"2026-02-28T12:00:00.1234+02:00\" | \"2026-02-28T10:00:00.123Z\"", "EMAIL | \"a@b.example\" | \"a@b.example\"",
            "PHONE | \"615 555 0134\" | \"615 555 0134\"", "URL | \"https://a.example/x?y\" | \"https://a.example/x?y\""})
    void aValueThatFitsItsTypeIsKept(String type, String sent, String kept) {
        define("Key", type);

        TestResponse created = post("", "{\"key\": %s}".formatted(sent));

        assertThat(created.json().get("custom").get("key").toString()).isEqualTo(kept);
        assertThat(company.get("/opportunities/" + created.id()).body()).isEqualTo(created.body());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"TEXT | 5", "NUMERIC | \"x\"", "CHECKBOX | \"yes\"", "DATE | \"2026-02-30\"",
            "DATETIME | \"2026-02-28\"",
            "EMAIL | \"a b\"", "PHONE | \"12\"", "URL | \"javascript:1\"", "DROPDOWN | \"new\"", "TEXT | [\"a\"]"})
    void aValueThatDoesNotFitIsRefusedByItsKey(String type, String sent) {
        define("Key", type);

        TestResponse refused = post("", "{\"key\": %s}".formatted(sent));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.errorFields()).containsExactly("custom.key");
    }

    @Test
    void severalValuesComeAsAnArrayAndASingleOneIsTakenAsOne() {
        define("Key", "DROPDOWN", "\"isMultiple\": true", "\"options\": [\"A\", \"B\"]");

        assertThat(post("", "{\"key\": [\"b\", \"a\", \"B\"]}").json().get("custom").get("key").toString()).isEqualTo("[\"B\",\"A\"]");
        assertThat(post("", "{\"key\": \"a\"}").json().get("custom").get("key").toString()).isEqualTo("[\"A\"]");
    }

    @Test
    void aNewOptionIsAddedWhereItIsAllowedAndThenIsKnownOnEveryCall() {
        define("Key", "DROPDOWN", "\"options\": [\"A\"]");

        TestResponse added = post("?allow_new_options=true", "{\"key\": \"Brand new\"}");
        TestResponse known = post("", "{\"key\": \"BRAND NEW\"}");

        assertThat(added.json().get("custom").get("key").stringValue()).isEqualTo("Brand new");
        assertThat(known.json().get("custom").get("key").stringValue()).isEqualTo("Brand new");
        assertThat(options()).containsExactly("A", "Brand new");
    }

    @Test
    void anUnknownKeyIsRefusedWithTheNearestKnownOne() {
        define("Roof type", "TEXT");

        TestResponse refused = post("", "{\"rooftype\": \"x\"}");

        assertThat(refused.errorFields()).containsExactly("custom.rooftype");
        assertThat(refused.json().get("message").stringValue()).contains("custom.roof_type");
    }

    @Test
    void newRecordsTakeTheDefaultWhereTheyNameNone() {
        define("Key", "TEXT", "\"defaultValue\": \"usual\"");

        assertThat(post("", "{}").json().get("custom").get("key").stringValue()).isEqualTo("usual");
        assertThat(post("", "{\"key\": null}").json().get("custom").has("key")).isFalse();
    }

    @Test
    void aKeyNameIsTakenOncePerRecordType() {
        define("Key", "TEXT");

        TestResponse twin = define("Key", "TEXT");

        assertThat(twin.status()).isEqualTo(409);
        assertThat(twin.json().get("field").stringValue()).isEqualTo("keyName");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"opportunity | value", "request | name", "opportunity | geoLocation", "account | title",
            "client | accountType"})
    void aKeyThatEveryRecordHasAsAMemberIsRefused(String recordType, String key) {
        String body = "{\"recordType\": \"%s\", \"name\": \"Any\", \"type\": \"TEXT\", \"keyName\": \"%s\"}";

        TestResponse refused = company.post("/properties", body.formatted(recordType, key));
        TestResponse made = company.post("/properties", body.formatted(recordType, key + "_2"));

        assertThat(refused.status()).as(refused.body()).isEqualTo(400);
        assertThat(refused.errorFields()).containsExactly("keyName");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
    }

    @Test
    void aKeyThatIsMadeOfTheNameIsNoMemberEither() {
        assertThat(define("Size", "TEXT").errorFields()).containsExactly("keyName");
        assertThat(company.post("/properties", "{\"recordType\": \"account\", \"name\": \"Size\", \"type\": \"TEXT\"}").status())
                .as("accounts have none").isEqualTo(201);
    }

    private TestResponse define(String name, String type, String... members) {
        return company.post("/properties", """
                {"recordType": "opportunity", "name": "%s", "type": "%s"%s}""".formatted(name, type,
                members.length == 0 ? "" : ", " + String.join(", ", members)));
    }

    private TestResponse post(String query, String custom) {
        return company.post("/opportunities" + query, """
                {"title": "%d", "address": "1 Oak St", "trades": ["Roofing"], "custom": %s}""".formatted(System.nanoTime(), custom));
    }

    private List<String> options() {
        return company.get("/properties").json().get("opportunity").get(0).get("options").valueStream().map(JsonNode::stringValue).toList();
    }
}
