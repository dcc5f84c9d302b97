package io.opportunities.crm.property;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.TestResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ApiTest
class PropertyChangeTests extends OneDropdown {

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
}
