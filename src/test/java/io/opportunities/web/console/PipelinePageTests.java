package io.opportunities.web.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.Client;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@ConsoleTest
class PipelinePageTests {

    @Test
    void aPhaseThatAnotherUserMovedIsShownAndNotOverwritten(Console console) {
        JsonNode phases = phases(console.company());
        long id = roof(console.company(), phases.get(0), "Roof");
        console.signIn();
        assertThat(console.column("Lead")).containsText("$900");
        console.company().patch("/opportunities/" + id, "{\"phaseId\": %s}".formatted(phases.get(2).get("id")));

        console.button("Move Roof to Proposal").click();

        console.see("Not moved to Proposal").see("It is now in Installation");
        assertThat(console.column("Installation")).containsText("Roof");
        console.button("Move it to Proposal all the same").click();
        console.see("Roof is now in Proposal");
    }

    @Test
    void aCardIsMovedByKeyboardAndByDragging(Console console) {
        JsonNode phases = phases(console.company());
        long id = roof(console.company(), phases.get(0), "Roof");
        console.signIn().button("Move Roof to Proposal").press("Enter");
        console.see("Roof is now in Proposal");

        console.page().locator(".card").dragTo(console.column("Installation"));

        console.see("Roof is now in Installation");
        assertThat(console.company().get("/opportunities/" + id).json().get("phase").get("name").stringValue()).isEqualTo("Installation");
    }

    @Test
    void wordsAndFiltersNarrowTheBoardAndTheList(Console console) {
        JsonNode phases = phases(console.company());
        roof(console.company(), phases.get(0), "Roof of Elm");
        roof(console.company(), phases.get(0), "Gutter");
        console.signIn().see("2 records").see("$1,800");

        console.field("Search").fill("gutt");
        console.see("1 record");
        console.button("List").click();

        assertThat(console.page().locator("tbody tr")).hasCount(1);
        console.field("Search").fill("nothing of it");
        console.see("Nothing found");
    }

    private static JsonNode phases(Client company) {
        return company.post("/workflows", "{\"name\": \"Work\", \"phases\": [{\"name\": \"Lead\"}, {\"name\": \"Proposal\"},"
                + " {\"name\": \"Installation\"}]}").json().get("phases");
    }

    private static long roof(Client company, JsonNode phase, String title) {
        return company.post("/opportunities",
                "{\"title\": \"%s\", \"address\": \"1 Elm St\", \"trades\": [\"a\"], \"value\": 900, \"phaseId\": %s}"
                        .formatted(title, phase.get("id")))
                .id();
    }
}
