package io.opportunities.crm.opportunity;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.DatabaseOwner;
import io.opportunities.support.TestResponse;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@Tag("citus")
@ApiTest
class LocationTests {

    private static final String NASHVILLE = "520 B Benton Ave, Nashville, TN 37204";

    @Autowired
    private DatabaseOwner database;

    private final Client company;

    LocationTests(Client company) {
        this.company = company;
    }

    @Test
    void pointAndJurisdictionComeFromTheShippedData() {
        JsonNode created = company.post("/opportunities", Opportunities.with("Roof", NASHVILLE)).json();

        assertThat(created.get("geoLocation").toString()).isEqualTo("[\"36.1067,-86.7743\"]");
        assertThat(created.get("jurisdiction").propertyNames()).containsExactly("id", "name", "uuid");
        assertThat(created.get("jurisdiction").get("name").stringValue()).isEqualTo("Nashville");
        assertThat(created.get("imageUrl").isNull()).isTrue();
        assertThat(created.get("streetViewUrl").isNull()).isTrue();
    }

    @Test
    void anAddressThatSaysTooLittleHasNeither() {
        JsonNode created = company.post("/opportunities", Opportunities.with("Roof", "12 Main St")).json();

        assertThat(created.get("geoLocation").isEmpty()).isTrue();
        assertThat(created.get("jurisdiction").isNull()).isTrue();
    }

    @Test
    void aNewAddressIsLocatedAnew() {
        company.post("/opportunities", Opportunities.with("Roof", NASHVILLE));

        TestResponse moved = company.post("/opportunities?match_found_strategy=replace",
                Opportunities.with("Roof", "1 Elm St, Austin, TX 78701"));
        TestResponse lost = company.post("/opportunities?match_found_strategy=replace", Opportunities.with("Roof", "1 Elm St"));

        assertThat(moved.json().get("geoLocation").get(0).stringValue()).startsWith("30.2");
        assertThat(moved.json().get("jurisdiction").get("name").stringValue()).isEqualTo("Austin");
        assertThat(lost.json().get("geoLocation").isEmpty()).isTrue();
        assertThat(lost.json().get("jurisdiction").isNull()).isTrue();
    }

    @Test
    void aBetterPointIsNoChangeOfTheClientsAndOutlivesOne() {
        TestResponse created = company.post("/opportunities", Opportunities.with("Roof", NASHVILLE));
        database.sql("update opportunity set latitude = 36.13, longitude = -86.76 where id = :id").param("id", created.id()).update();

        TestResponse same = company.post("/opportunities?match_found_strategy=replace", Opportunities.with("Roof", NASHVILLE));
        TestResponse other = company.post("/opportunities?match_found_strategy=replace",
                Opportunities.with("Roof", NASHVILLE, "\"description\": \"steep\""));

        assertThat(same.header("X-Match-Outcome")).isEqualTo("unchanged");
        assertThat(same.header("ETag")).startsWith("\"0-");
        assertThat(same.json().get("updatedAt")).isEqualTo(created.json().get("updatedAt"));
        assertThat(other.header("X-Match-Outcome")).isEqualTo("replaced");
        assertThat(other.json().get("geoLocation").toString()).isEqualTo("[\"36.13,-86.76\"]");
        assertThat(company.get("/opportunities/" + created.id()).json()).isEqualTo(other.json());
    }
}
