package io.opportunities.crm.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.Concurrently;
import io.opportunities.support.DatabaseOwner;
import io.opportunities.support.Service;
import io.opportunities.support.TestResponse;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@Tag("citus")
@ApiTest
class PropertyRoomTests {

    private static final String ALLOWED = "?allow_new_options=true";

    @Autowired
    private Service service;

    @Autowired
    private DatabaseOwner owner;

    private Client company;
    private long roof;

    @BeforeEach
    void aCompanyWithADropdown() {
        company = service.newCompany();
        roof = property("opportunity", "Roof", "\"Low\"").id();
    }

    @Test
    void aCompanyHas500PropertiesOfARecordTypeInUse() {
        addTexts(498);

        TestResponse last = property("opportunity", "Last", "");
        TestResponse tooMany = property("opportunity", "Wall", "");
        TestResponse ofAccounts = property("account", "Wall", "");
        company.delete("/properties/" + roof);
        TestResponse instead = property("opportunity", "Wall", "");
        TestResponse putBack = property("opportunity", "Roof", "");

        assertThat(List.of(last.status(), ofAccounts.status(), instead.status())).containsOnly(201);
        assertThat(List.of(tooMany.status(), putBack.status())).as(tooMany.body()).containsOnly(400);
        assertThat(tooMany.errorFields()).isEqualTo(putBack.errorFields()).containsExactly("recordType");
        assertThat(tooMany.body()).contains("at most 500 properties of opportunity; would have 501");
        assertThatThrownBy(() -> addTexts(1)).hasMessageContaining("property_room");
        assertThatThrownBy(() -> owner.sql("update property set deleted_at = null where id = ?").param(roof).update())
                .hasMessageContaining("property_room");
    }

    @Test
    void propertiesThatAreAddedAtOnceFillTheRoomAndNoMore() throws Exception {
        addTexts(497);

        List<TestResponse> answers = Concurrently.send(IntStream.range(0, 8)
                .<Callable<TestResponse>>mapToObj(client -> () -> property("opportunity", "New " + client, "")).toList());

        assertThat(answers).extracting(TestResponse::status).as(answers.toString()).containsOnly(201, 400);
        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(2);
    }

    @Test
    void thePropertiesOfACompanyHave10000OptionsTogether() {
        addOptions(9_998);

        TestResponse last = post("\"New 1\"", ALLOWED);
        TestResponse tooMany = post("\"New 2\"", ALLOWED);
        TestResponse tried = post("\"New 2\"", ALLOWED + "&dry_run=true");
        TestResponse listed = options("\"Low\", \"New 1\", \"New 2\"");
        TestResponse replaced = options("\"High\", \"New 1\"");
        TestResponse another = property("account", "Wall", "\"A\"");
        TestResponse none = property("account", "Wall", "");

        assertThat(List.of(last.status(), none.status())).containsOnly(201);
        assertThat(List.of(tooMany.status(), tried.status(), listed.status(), another.status())).containsOnly(400);
        assertThat(tooMany.errorFields()).isEqualTo(tried.errorFields()).containsExactly("custom.roof");
        assertThat(listed.errorFields()).isEqualTo(another.errorFields()).containsExactly("options");
        assertThat(listed.body()).contains("at most 10000 options together; would be 10001");
        assertThat(replaced.status()).as(replaced.body()).isEqualTo(200);
        assertThatThrownBy(() -> owner.sql("""
                insert into property_option (company_id, property_id, label, label_key)
                select company_id, id, 'x', 'x' from property where id = ?""").param(roof).update())
                .hasMessageContaining("property_options_room");
    }

    @Test
    void newOptionsOfSeveralPropertiesAtOnceFillTheRoomAndNoMore() throws Exception {
        property("opportunity", "Wall", "\"Low\"");
        addOptions(9_990);

        List<TestResponse> answers = Concurrently
                .send(IntStream.range(0, 24).<Callable<TestResponse>>mapToObj(client -> () -> untilAnswered(
                        "{\"%s\": \"New %d\"}".formatted(client % 2 == 0 ? "roof" : "wall", client))).toList());

        assertThat(answers).extracting(TestResponse::status).as(answers.toString()).containsOnly(201, 400);
        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(8);
    }

    private void addTexts(int count) {
        owner.sql("""
                insert into property (company_id, version, record_type, key_name, name, type, is_multiple)
                select p.company_id, 0, p.record_type, 'k' || nextval('property_id_seq'), 'Text', 'TEXT', false
                  from property p cross join generate_series(1, %d) where p.id = %d""".formatted(count, roof)).update();
    }

    /** Adds options to ten other properties. */
    private void addOptions(int count) {
        owner.sql("""
                insert into property (company_id, version, record_type, key_name, name, type, is_multiple)
                select p.company_id, 0, p.record_type, 'd' || n, 'Dropdown', 'DROPDOWN', false
                  from property p cross join generate_series(0, 9) as n where p.id = %d""".formatted(roof)).update();
        owner.sql("""
                insert into property_option (company_id, property_id, label, label_key, position)
                select p.company_id, p.id, 'X ' || n, 'x ' || n, n + 1
                  from generate_series(0, %d - 1) as n join property p on p.key_name = 'd' || n %% 10
                 where p.company_id = (select company_id from property where id = %d)""".formatted(count, roof)).update();
    }

    private TestResponse property(String recordType, String name, String options) {
        return company.post("/properties", """
                {"recordType": "%s", "name": "%s", "type": "DROPDOWN", "options": [%s]}""".formatted(recordType, name, options));
    }

    private TestResponse options(String labels) {
        return company.patch("/properties/" + roof, "{\"options\": [%s]}".formatted(labels));
    }

    private TestResponse post(String label, String query) {
        return send("{\"roof\": %s}".formatted(label), query);
    }

    /** Retries after a 503, as clients do. */
    private TestResponse untilAnswered(String custom) {
        TestResponse answer = send(custom, ALLOWED);
        for (int tries = 1; answer.status() == 503 && tries < 10; tries++) {
            answer = send(custom, ALLOWED);
        }
        return answer;
    }

    private TestResponse send(String custom, String query) {
        return company.post("/opportunities" + query, """
                {"title": "%d", "address": "1 Oak St", "trades": ["Roofing"], "custom": %s}""".formatted(System.nanoTime(), custom));
    }
}
