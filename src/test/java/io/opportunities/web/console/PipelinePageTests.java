package io.opportunities.web.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import io.opportunities.support.Client;
import io.opportunities.support.DatabaseOwner;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
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
        assertThat(console.button("Move Roof to Installation")).isFocused();
        console.page().keyboard().press("Enter");
        console.see("Roof is now in Installation");
        assertThat(console.button("Move Roof to Proposal")).isFocused();
        console.page().keyboard().press("Enter");
        console.see("Roof is now in Proposal");

        console.page().locator(".card").dragTo(console.column("Installation"));

        console.see("Roof is now in Installation");
        assertThat(console.company().get("/opportunities/" + id).json().get("phase").get("name").stringValue()).isEqualTo("Installation");
    }

    @Test
    void aMessageEndsWhenAnotherPageOpens(Console console) {
        roof(console.company(), phases(console.company()).get(0), "Roof");
        console.signIn().button("Move Roof to Proposal").click();
        console.see("Roof is now in Proposal").link("Contacts").click();

        assertThat(console.page().locator("h1")).hasText("Contacts");
        assertThat(console.page().locator(".said")).hasText("");
    }

    @Test
    void sixPhasesFitTheWindow(Console console) {
        JsonNode phases = console.company()
                .post("/workflows", "{\"name\": \"Work\", \"phases\": [{\"name\": \"Lead\"}, {\"name\": \"Visit\"},"
                        + " {\"name\": \"Proposal\"}, {\"name\": \"Contract\"}, {\"name\": \"Installation\"}, {\"name\": \"Payment\"}]}")
                .json().get("phases");
        roof(console.company(), phases.get(0), "Roof");
        console.signIn().see("$900");

        assertThat(console.page().evaluate("(board => board.scrollWidth <= board.clientWidth)(document.querySelector('.board'))"))
                .isEqualTo(true);
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

    @Test
    void recordsOfAnotherWorkflowAreNamedOnTheBoard(Console console) {
        phases(console.company());
        console.company().post("/opportunities", "{\"title\": \"Roof\", \"address\": \"1 Elm St\", \"trades\": [\"a\"]}");
        console.signIn().see("Not on this board").button("1 record without a workflow").click();

        assertThat(console.column("Without a workflow")).containsText("Roof");
    }

    @Test
    void aColourComesWhenThePhaseOutlivesItsSlaAndGoesWithThePhase(Console console, @Autowired DatabaseOwner database) {
        JsonNode phases = console.company().post("/workflows",
                "{\"name\": \"Work\", \"phases\": [{\"name\": \"Lead\", \"yellowSla\": 1, \"redSla\": 2}, {\"name\": \"Proposal\"}]}")
                .json()
                .get("phases");
        long id = roof(console.company(), phases.get(0), "Roof");
        database.sql("update opportunity set phase_since = now() - interval '23 hours 55 minutes' where id = ?").param(id).update();
        console.page().clock().install();
        Locator card = console.signIn().page().locator(".card");
        assertThat(card).hasClass("card  ");

        console.page().clock().fastForward("10:00");
        assertThat(card).containsText("Due soon");
        console.page().clock().fastForward("24:00:00");
        assertThat(card).containsText("Overdue");
        console.company().patch("/opportunities/" + id, "{\"value\": 901}");
        console.page().reload();
        assertThat(card).containsText("$901");
        assertThat(card).containsText("Overdue");

        console.button("Move Roof to Proposal").click();
        console.see("Roof is now in Proposal");
        assertThat(card).not().containsText("Overdue");
    }

    @Test
    void aCompletedRecordHasNoColour(Console console, @Autowired DatabaseOwner database) {
        JsonNode phases = console.company()
                .post("/workflows", "{\"name\": \"Work\", \"phases\": [{\"name\": \"Lead\", \"redSla\": 2}]}").json().get("phases");
        long open = roof(console.company(), phases.get(0), "Roof");
        long done = roof(console.company(), phases.get(0), "Gutter");
        long archived = roof(console.company(), phases.get(0), "Siding");
        database.sql("update opportunity set phase_since = now() - interval '3 days' where id in (?, ?, ?)").params(open, done, archived)
                .update();
        console.company().patch("/opportunities/" + done, "{\"status\": \"COMPLETED\"}");
        console.company().delete("/opportunities/" + archived);

        console.signIn().see("2 records");

        assertThat(console.page().locator(".badge.red")).hasCount(1);
        console.go("opportunities/" + open).see("In this phase since").see("Overdue");
        console.go("opportunities/" + archived).see("archived");
        assertThat(console.page().locator(".badge.red")).hasCount(0);
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
