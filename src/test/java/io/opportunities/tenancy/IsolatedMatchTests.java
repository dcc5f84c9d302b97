package io.opportunities.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.FilledCompany;
import io.opportunities.support.Service;
import io.opportunities.support.TestResponse;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** A create by a key of another company's record. */
@Tag("citus")
@ApiTest
class IsolatedMatchTests {

    @Autowired
    private Service service;

    @Test
    void aMatchFindsNothingOfTheirs() {
        FilledCompany theirs = FilledCompany.of(service.newCompany(), 1);
        JsonNode their = theirs.client().get("/opportunities").json().get(0);
        for (String by : List.of("title", "primaryEmail", "primaryPhone", "address")) {
            for (String strategy : List.of("skip", "replace", "enrich")) {
                Client stranger = service.newCompany();
                TestResponse made = stranger.post("/opportunities?match_by=" + by + "&match_found_strategy=" + strategy,
                        """
                                {"title": %s, "address": %s, "trades": ["A"], "primaryEmail": %s, "primaryPhone": %s}""".formatted(
                                their.get("title"),
                                their.get("address"), their.get("primaryEmail"), their.get("primaryPhone")));

                assertThat(made.header("X-Match-Outcome")).as(by + strategy).isEqualTo("created");
                assertThat(made.json().get("description").isNull()).isTrue();
                assertThat(theirs.ids().get("/opportunities")).doesNotContain(made.id());
                assertThat(theirs.ids().get("/contacts")).doesNotContain(made.json().get("contacts").get(0).asLong());
            }
        }
    }
}
