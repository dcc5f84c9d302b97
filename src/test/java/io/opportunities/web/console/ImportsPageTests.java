package io.opportunities.web.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator.WaitForOptions;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@ConsoleTest
class ImportsPageTests {

    private static final int ROWS = Integer.getInteger("console.rows", 1_000);
    private static final WaitForOptions LONG = new WaitForOptions().setTimeout(300_000);

    @Test
    void aFileOfManyRowsIsMappedPlannedImportedAndUndone(Console console) {
        console.signIn().go("imports").see("No imports yet");
        String leads = IntStream.range(0, ROWS)
                .mapToObj(row -> "Roof %1$d,%1$d Oak St,Nashville TN 37204,Roofing,lead%1$d@example.com,$%1$d"
                        .formatted(row))
                .collect(Collectors.joining("\n", "Title,Street,Town,Trade,Mail,Budget\n", "\nBad,1 Elm St,,Roofing,nonsense,\n"));
        send(console, "leads.csv", leads);

        console.see("6 columns").button("Plan: show what would happen").click();
        console.page().getByText("Would be: %,d created, 1 failed".formatted(ROWS)).waitFor(LONG);
        console.page().getByLabel("Outcome").selectOption("failed");
        console.see(String.valueOf(ROWS + 2)).see("primaryEmail must be").button("Import %,d rows, leave out 1".formatted(ROWS)).click();
        console.button("Undo this import").waitFor(LONG);
        assertThat(total(console)).isEqualTo(String.valueOf(ROWS));
        console.button("Undo this import").click();
        console.see("Undo: archive %,d opportunities? Contacts stay".formatted(ROWS)).button("Yes, undo").click();

        console.page().getByText("leads.csv: undone").waitFor(LONG);
        console.see("Archived %,d opportunities. Contacts stay.".formatted(ROWS));
        assertThat(total(console)).isEqualTo("0");
    }

    @Test
    void aColumnIsGivenToAnotherMember(Console console) {
        console.signIn().go("imports");
        send(console, "leads.csv", "Title,Address,Trade,Words\nRoof,1 Elm St,Roofing,Call after five\n");
        console.see("4 columns").field("Words").selectOption("description");
        console.see("Saved.").button("Plan: show what would happen").click();
        console.button("Import 1 row").click();
        console.button("Undo this import").waitFor(LONG);

        assertThat(console.company().get("/opportunities").json().get(0).get("description").stringValue()).isEqualTo("Call after five");
    }

    @Test
    void importedLeadsAreComparedByPersonAndLandOnTheBoard(Console console) {
        console.company().post("/workflows", "{\"name\": \"Work\", \"phases\": [{\"name\": \"Lead\"}, {\"name\": \"Proposal\"}]}");
        console.signIn().go("imports");
        send(console, "leads.csv", """
                Title,Address,Trade,Mail,Remark of ours
                Roof,1 Elm St,Roofing,dana@example.com,x
                Roof,2 Elm St,Roofing,lee@example.com,x
                Roof again,1 Elm St,Roofing,DANA@example.com,x
                """);

        console.see("Not imported, because they become nothing: Remark of ours").button("Plan: show what would happen").click();
        console.see("Would be: 2 created").see("found a record that exists").button("Import 3 rows").click();
        console.button("Undo this import").waitFor(LONG);
        console.link("Pipeline").click();

        assertThat(console.column("Lead")).containsText("2");
        assertThat(console.page().locator(".card")).hasCount(2);
    }

    @Test
    void aCancelledPlanSaysThatNothingWasWritten(Console console) {
        console.signIn().go("imports");
        send(console, "leads.csv", "Title,Address,Trade\nRoof,1 Elm St,Roofing\n");
        console.button("Plan: show what would happen").click();
        console.see("Would be: 1 created").button("Cancel").click();

        console.see("Would have been: 1 created. Nothing was written.");
        assertThat(console.button("Undo this import")).hasCount(0);
    }

    @Test
    void aChangedMappingNeedsAnotherPlan(Console console) {
        console.signIn().go("imports");
        send(console, "leads.csv", "Title,Address,Trade,Words\nRoof,1 Elm St,Roofing,Call after five\n");
        console.button("Plan: show what would happen").click();
        console.see("Would be: 1 created").field("Words").selectOption("description");

        console.see("The plan is out of date: plan again").button("Plan: show what would happen").click();
        console.button("Import 1 row").waitFor();
        assertThat(console.page().locator(".note")).hasCount(0);
    }

    @Test
    void matchedRowsNameTheirRecordsAndAnUndoKeepsWhatOthersChanged(Console console) {
        long known = console.company().post("/opportunities", """
                {"title": "Dana's roof", "address": "9 Elm St", "trades": ["a"], "primaryEmail": "dana@example.com"}""").id();
        console.signIn().go("imports");
        send(console, "leads.csv", """
                Title,Address,Trade,Mail,Description
                Roof,1 Elm St,Roofing,dana@example.com,Call after five
                Roof,2 Elm St,Roofing,lee@example.com,x
                Roof,1 Elm St,Roofing,dana@example.com,Other words
                """);
        console.button("Plan: show what would happen").click();
        console.see("it has no empty field to fill").link("Dana's roof (No. ").waitFor();
        console.button("Import 3 rows").click();
        console.button("Undo this import").waitFor(LONG);
        console.company().patch("/opportunities/" + known, "{\"description\": \"Mine\"}");

        console.button("Undo this import").click();
        console.see("archive 1 opportunity and take back the values that 1 more row gave?").button("Yes, undo").click();

        console.see("Archived 1 opportunity.").see("1 row changed since").see("Changed since, and kept: Description").link("Roof (No. ")
                .waitFor();
    }

    @Test
    void withoutTradesTheNextStepIsNamed(Console console) {
        console.signIn().go("imports");
        send(console, "leads.csv", "Title,Address\nRoof,1 Elm St\n");
        console.see("Trades is missing");
        assertThat(console.button("Plan")).isDisabled();

        console.field("Trades").fill("Roofing");
        console.field("Trades").press("Tab");

        assertThat(console.button("Plan")).isEnabled();
    }

    private static void send(Console console, String name, String text) {
        console.page().locator("#file").setInputFiles(new FilePayload(name, "text/csv", text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String total(Console console) {
        return String.valueOf(console.company().get("/opportunities?include_total=true&page_size=1").header("X-Total-Count"));
    }
}
