package io.opportunities.web.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

@ConsoleTest
class RecordPageTests {

    private static final String ROOF = """
            {"title": "Roof", "address": "520 B Benton Ave, Nashville, TN 37204", "trades": ["Roofing"], "primaryEmail": "dana@example.com"}""";

    @Test
    void aTypedDuplicateIsSeenBeforeItIsSent(Console console) {
        long id = console.company().post("/opportunities", ROOF).id();
        console.signIn().go("intake");

        console.field("E-mail").fill("DANA@example.com");
        console.see("It exists: Roof").see("Found by e-mail").see("Still needed: title, address, trades");
        console.field("Description").fill("Call after five");
        console.see("It would change").see("Description: — → Call after five");

        assertThat(console.company().get("/opportunities/" + id).json().get("description").isNull()).isTrue();
    }

    @Test
    void whatAFoundRecordWouldNotTakeIsNamed(Console console) {
        console.company().post("/opportunities", "{\"title\": \"Gutter\", \"address\": \"1 Elm St\", \"trades\": [\"a\"]}");
        console.company().post("/opportunities",
                ROOF.replace("\"primaryEmail\"", "\"value\": 900, \"primaryPhone\": \"(615) 555-0188\", \"primaryEmail\""));
        console.signIn().go("intake");
        console.field("Phone").fill("615-555-0188");
        console.see("Found by phone").see("1 record: No. 2");
        console.field("E-mail").fill("marcus@example.com");
        console.field("Value").fill("$18,500");

        console.see("Nothing of it would change").see("Not taken").see("E-mail: marcus@example.com (it keeps dana@example.com)")
                .see("Value: $18,500 (it keeps 900)");
        assertThat(console.button("Keep Roof as it is")).isVisible();
        assertThat(console.page().getByText("Phone: 615")).hasCount(0);
        console.field("Description").fill("Call");
        assertThat(console.button("Fill its empty fields")).isVisible();
    }

    @Test
    void oneComparedFieldStaysChosen(Console console) {
        console.company().post("/opportunities", ROOF);
        console.signIn().go("intake").page().locator("summary").click();
        console.page().getByLabel("E-mail").and(console.page().locator("[type=checkbox]")).uncheck();
        console.page().getByLabel("Address").and(console.page().locator("[type=checkbox]")).uncheck();

        assertThat(console.page().getByLabel("Phone").and(console.page().locator("[type=checkbox]"))).isDisabled();
        console.see("One must stay chosen").field("E-mail").fill("dana@example.com");
        console.see("No record has the same phone").see("not chosen");
    }

    @Test
    void aCorrectedAmountLosesItsFault(Console console) {
        console.signIn().go("intake");
        console.field("Title").fill("Roof");
        console.field("Value").fill("a lot");
        console.button("Save").click();
        console.see("value must be a number");
        assertThat(console.field("Value")).hasCSS("border-top-color", "rgb(179, 38, 30)");

        console.field("Value").fill("$18,500");

        assertThat(console.page().getByText("value must be a number")).hasCount(0);
        console.field("Address").fill("1 Elm St");
        console.field("Trades").fill("Roofing");
        console.button("Create").click();
        console.see("Created number 1").see("$18,500");
    }

    @Test
    void mergedRecordsAreNamedByTheirNumbers(Console console) {
        long target = console.company().post("/opportunities", ROOF).id();
        long source = console.company()
                .post("/opportunities", ROOF.replace("dana", "lee").replace("520 B", "7").replace("Roof\"", "Gutter\"")).id();
        console.company().post("/opportunities/%d/merge".formatted(target), "{\"sources\": [%d]}".formatted(source));

        console.signIn().go("opportunities/" + target).see("Merged from: No. 2");
        console.go("opportunities/" + source).see("Merged into No. 1");
    }

    @Test
    void faultsAreShownNextToTheirFields(Console console) {
        console.signIn().go("intake");
        console.field("Title").fill("Roof");
        console.field("Value").fill("a lot");
        console.button("Save").click();

        console.see("value must be a number; was \"a lot\"").see("address is required").see("trades is required");
        assertThat(console.field("Value")).hasAttribute("aria-invalid", "true");
    }

    @Test
    void anEditOverAnotherOneIsShownAndNotLost(Console console) {
        long id = console.company().post("/opportunities", ROOF).id();
        console.signIn().go("opportunities/" + id).button("Edit").click();
        console.field("Value").fill("900");
        console.company().patch("/opportunities/" + id, "{\"title\": \"Roof and gutter\"}");

        console.button("Save").click();
        console.see("Not saved").see("Title is now Roof and gutter").button("Keep my changes over it").click();
        console.button("Save").click();

        console.see("$900").see("Roof and gutter").see("Value: 900");
    }

    @Test
    void anArchivedRecordIsRestored(Console console) {
        long id = console.company().post("/opportunities", ROOF).id();
        console.signIn().go("opportunities/" + id).button("Archive").click();
        console.see("Archived. It no longer matches");
        assertThat(console.company().get("/opportunities/" + id).status()).isEqualTo(404);

        console.button("Restore").click();
        console.see("Restored.");

        assertThat(console.company().get("/opportunities/" + id).status()).isEqualTo(200);
        assertThat(console.page().locator(".history > li")).hasCount(3);
    }

    @Test
    void markupInARecordIsText(Console console) {
        long id = console.company().post("/opportunities", ROOF.replace("Roof\"", "<b>Roof</b><img src=x onerror=alert(1)>\"")).id();

        console.signIn().go("opportunities/" + id).see("<b>Roof</b><img src=x onerror=alert(1)>");

        assertThat(console.page().locator("main b, main img")).hasCount(0);
    }
}
