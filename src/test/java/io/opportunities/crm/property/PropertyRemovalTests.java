package io.opportunities.crm.property;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Concurrently;
import io.opportunities.support.TestResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Removed properties, properties of accounts, and options that come at the same time. */
@ApiTest
class PropertyRemovalTests extends OneDropdown {

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
}
