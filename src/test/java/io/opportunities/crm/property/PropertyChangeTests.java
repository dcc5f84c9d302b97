package io.opportunities.crm.property;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.Concurrently;
import io.opportunities.support.Service;
import io.opportunities.support.TestResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@ApiTest
class PropertyChangeTests {

    @Autowired
    private Service service;

    private Client company;
    private TestResponse made;
    private String path;

    @BeforeEach
    void aDropdown() {
        company = service.newCompany();
        made = company.post("/properties", """
                {"recordType": "opportunity", "name": "Roof type", "type": "DROPDOWN", "options": ["Metal", "Tile", "Slate"]}""");
        path = "/properties/" + made.id();
    }

    @Test
    void aPatchChangesWhatItNamesAndNothingElse() {
        TestResponse renamed = company.patch(path, """
                {"name": "Roof"}""");
        TestResponse fallen = company.patch(path, """
                {"defaultValue": "tile"}""");
        TestResponse cleared = company.patch(path, """
                {"defaultValue": null}""");

        assertThat(renamed.json().get("name").stringValue()).isEqualTo("Roof");
        assertThat(renamed.json().get("keyName").stringValue()).isEqualTo("roof_type");
        assertThat(renamed.json().get("options")).isEqualTo(made.json().get("options"));
        assertThat(fallen.json().get("defaultValue").stringValue()).isEqualTo("Tile");
        assertThat(cleared.json().get("defaultValue")).hasToString("[]");
        assertThat(company.patch(path, "{\"defaultValue\": []}").header("ETag")).as("as it was answered").isEqualTo(cleared.header("ETag"));
        assertThat(cleared.header("ETag")).startsWith("\"3-").isEqualTo(company.get(path).header("ETag"));
    }

    @Test
    void optionsAreTheCompleteNewListInTheNewOrder() {
        company.patch(path, """
                {"defaultValue": "Tile"}""");

        TestResponse changed = company.patch(path, """
                {"options": ["Slate", "TILE", "Wood", "tile"]}""");

        assertThat(changed.json().get("options").toString()).isEqualTo("[\"Slate\",\"TILE\",\"Wood\"]");
        assertThat(changed.json().get("defaultValue").stringValue()).isEqualTo("TILE");
        assertThat(company.get(path).body()).isEqualTo(changed.body());
        assertThat(options()).containsExactly("Slate", "TILE", "Wood");
        assertThat(post("", "{\"roof_type\": \"metal\"}").errorFields()).containsExactly("custom.roof_type");
        assertThat(custom(post("", "{}")).toString()).isEqualTo("\"TILE\"");
    }

    @Test
    void storedValuesKeepAnOptionThatIsRemoved() {
        long record = post("", "{\"roof_type\": \"Metal\"}").id();

        company.patch(path, "{\"options\": [\"Tile\"]}");

        assertThat(custom(company.get("/opportunities/" + record)).stringValue()).isEqualTo("Metal");
    }

    @Test
    void anOptionThatARequestBringsStandsLastAndIsANewVersion() {
        company.patch(path, "{\"options\": [\"Tile\", \"Metal\"]}");
        String read = company.get(path).header("ETag");
        post("?allow_new_options=true", "{\"roof_type\": \"Wood\"}");

        TestResponse stale = company.patch(path, "{\"options\": [\"Tile\"]}", Map.of("If-Match", read));
        TestResponse fresh = company.patch(path, "{\"options\": [\"Wood\", \"Tile\"]}",
                Map.of("If-Match", company.get(path).header("ETag")));

        assertThat(stale.status()).isEqualTo(412);
        assertThat(fresh.status()).isEqualTo(200);
        assertThat(options()).containsExactly("Wood", "Tile");
        assertThat(fresh.header("ETag")).startsWith("\"3-");
    }

    @Test
    void aChangeOfNothingIsNoNewVersion() {
        TestResponse same = company.patch(path, """
                {"name": "Roof type", "options": ["Metal", "Tile", "Slate"], "defaultValue": ""}""");

        assertThat(same.body()).isEqualTo(made.body());
        assertThat(same.header("ETag")).startsWith("\"0-").isEqualTo(company.patch(path, "{}").header("ETag"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
            "{\"recordType\": \"account\", \"type\": \"TEXT\", \"keyName\": \"x\", \"isMultiple\": true} | recordType,type,keyName,isMultiple",
            "{\"keyName\": \"roof_type\"}                                       | keyName",
            "{\"name\": null}                                                   | name",
            "{\"name\": {}, \"options\": 5}                                     | name,options",
            "{\"options\": [1, \"\", null, [\"a\"]]}                            | options[0],options[1],options[2],options[3]",
            "{\"defaultValue\": \"Wood\"}                                       | defaultValue",
            "{\"defaultValue\": 1e400}                                          | defaultValue",
            "{\"defaultValue\": {\"a\": []}}                                    | defaultValue",
            "{\"defaultValue\": \"Metal\", \"options\": [\"Tile\"]}             | defaultValue"})
    void allThatIsWrongIsRefusedAtOnceAndNothingIsWritten(String body, String fields) {
        TestResponse refused = company.patch(path, body);

        assertThat(refused.status()).as(refused.body()).isEqualTo(400);
        assertThat(refused.errorFields()).as(refused.body()).containsExactlyInAnyOrder(fields.split(","));
        assertThat(company.get(path).body()).isEqualTo(made.body());
    }

    @Test
    void theDefaultIsNotRemovedFromTheOptionsUnlessItChangesToo() {
        company.patch(path, "{\"defaultValue\": \"Metal\"}");

        TestResponse refused = company.patch(path, "{\"options\": [\"Tile\"]}");
        TestResponse both = company.patch(path, "{\"options\": [\"Tile\"], \"defaultValue\": \"Tile\"}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.errorFields()).containsExactly("options");
        assertThat(both.json().get("defaultValue").stringValue()).isEqualTo("Tile");
    }

    @Test
    void onlyADropdownHasOptions() {
        long text = company.post("/properties", """
                {"recordType": "account", "name": "Note", "type": "NUMERIC", "defaultValue": 1.50}""").id();

        TestResponse refused = company.patch("/properties/" + text, "{\"options\": [\"A\"]}");
        TestResponse same = company.patch("/properties/" + text, "{\"options\": [], \"defaultValue\": \"1.5\"}");

        assertThat(refused.errorFields()).containsExactly("options");
        assertThat(same.header("ETag")).startsWith("\"0-");
    }

    @Test
    void aRemovedPropertyIsUnknownAndItsValuesAreShownAgainOnceItIsBack() {
        TestResponse before = post("", "{\"roof_type\": \"Metal\"}");

        TestResponse removed = company.delete(path);

        assertThat(removed.json()).isEqualTo(made.json());
        assertThat(List.of(company.get(path), company.patch(path, "{}"), company.delete(path))).extracting(TestResponse::status)
                .containsOnly(404);
        assertThat(company.get("/properties").json().get("opportunity")).isEmpty();
        assertThat(company.get("/opportunities/" + before.id()).json().get("custom")).isEmpty();
        assertThat(company.get("/opportunities").json().get(0).get("custom")).isEmpty();
        assertThat(post("", "{\"roof_type\": \"Metal\"}").errorFields()).containsExactly("custom.roof_type");

        TestResponse back = company.post("/properties", """
                {"recordType": "request", "name": "Roof type", "type": "DROPDOWN"}""");

        assertThat(back.status()).isEqualTo(201);
        assertThat(back.json()).isEqualTo(made.json());
        assertThat(company.get("/opportunities/" + before.id()).json()).isEqualTo(before.json());
    }

    @Test
    void aMatchedRecordKeepsTheValuesThatAreNotShown() {
        String body = """
                {"title": "Kept", "address": "1 Oak St", "trades": ["Roofing"], "custom": {%s}}""";
        long record = company.post("/opportunities", body.formatted("\"roof_type\": \"Metal\"")).id();
        company.delete(path);

        company.post("/opportunities?match_found_strategy=replace", body.formatted("").replace("1 Oak", "2 Oak"));
        company.post("/properties", """
                {"recordType": "opportunity", "name": "Roof", "keyName": "roof_type", "type": "DROPDOWN", "options": ["Wood"]}""");

        assertThat(custom(company.get("/opportunities/" + record)).stringValue()).isEqualTo("Metal");
        assertThat(options()).containsExactly("Wood");
    }

    @Test
    void propertiesOfAccountsAreChangedAlike() {
        long property = company.post("/properties", """
                {"recordType": "account", "name": "Tier", "type": "TEXT"}""").id();
        long account = company.post("/accounts", """
                {"title": "Cole", "address": "1 Oak St", "custom": {"tier": "A"}}""").id();

        company.delete("/properties/" + property);

        assertThat(company.get("/accounts/" + account).json().get("custom")).isEmpty();
    }

    @Test
    void aKeyWhoseValuesWouldNotFitIsNotGivenAway() {
        company.delete(path);

        TestResponse text = company.post("/properties", """
                {"recordType": "opportunity", "name": "Roof type", "type": "TEXT"}""");
        TestResponse several = company.post("/properties", """
                {"recordType": "opportunity", "name": "Roof type", "type": "DROPDOWN", "isMultiple": true}""");

        assertThat(List.of(text.status(), several.status())).containsOnly(409);
        assertThat(text.errorFields()).containsExactly("keyName");
        assertThat(text.json().get("message").stringValue()).contains("DROPDOWN");
    }

    @RepeatedTest(20)
    void optionsThatComeWhileTheListIsChangedAreNeitherDoubledNorRefused() throws Exception {
        List<TestResponse> answers = Concurrently.send(List.of(
                () -> company.patch(path, "{\"options\": [\"WOOD\", \"Slate\", \"Straw\"]}"),
                () -> post("?allow_new_options=true", "{\"roof_type\": \"Wood\"}"),
                () -> post("?allow_new_options=true", "{\"roof_type\": \"Straw\"}"),
                () -> company.patch(path, "{\"options\": [\"Straw\", \"wood\"]}")));

        assertThat(answers).extracting(TestResponse::status).as(answers.toString()).containsExactly(200, 201, 201, 200);
        assertThat(options()).as(answers.toString()).extracting(String::toLowerCase).doesNotHaveDuplicates().contains("wood", "straw");
    }

    @RepeatedTest(20)
    void anOptionThatComesIsNotLostToAListThatNamesItsVersion() throws Exception {
        String read = company.get(path).header("ETag");

        List<TestResponse> answers = Concurrently.send(List.of(
                () -> company.patch(path, "{\"options\": [\"Slate\"]}", Map.of("If-Match", read)),
                () -> post("?allow_new_options=true", "{\"roof_type\": \"Wood\"}")));

        assertThat(answers.getFirst().status()).isIn(200, 412);
        assertThat(answers.getLast().status()).isEqualTo(201);
        assertThat(options()).isEqualTo(
                answers.getFirst().status() == 200 ? List.of("Slate", "Wood") : List.of("Metal", "Tile", "Slate", "Wood"));
    }

    private TestResponse post(String query, String custom) {
        return company.post("/opportunities" + query, """
                {"title": "%d", "address": "1 Oak St", "trades": ["Roofing"], "custom": %s}""".formatted(System.nanoTime(), custom));
    }

    private static JsonNode custom(TestResponse record) {
        return record.json().at("/custom/roof_type");
    }

    private List<String> options() {
        return company.get("/properties").json().get("opportunity").get(0).get("options").valueStream().map(JsonNode::stringValue).toList();
    }
}
