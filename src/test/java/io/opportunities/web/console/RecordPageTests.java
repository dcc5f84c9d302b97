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
