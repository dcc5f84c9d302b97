package io.opportunities.web.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@ConsoleTest
class SetupPageTests {

    @Test
    void anAdminAddsAWorkflowAndReordersItsPhases(Console console) {
        console.signIn().go("setup").button("New workflow").click();
        console.field("Name").fill("Commercial");
        console.field("Name of phase 1").fill("Second");
        console.field("Name of phase 2").fill("First");
        console.field("Phase 2: overdue after, days").fill("9");
        console.button("Phase 2 earlier").click();
        console.button("Save").click();
        console.see("Saved.");

        assertThat(console.page().locator(".phases li").allInnerTexts().stream().map(String::strip)).containsExactly("First – / 9 days",
                "Second");
    }

    @Test
    void anAdminAddsADropdown(Console console) {
        console.signIn().go("setup").button("New property").click();
        console.field("Name").fill("Roof type");
        console.field("Type").selectOption("DROPDOWN");
        console.field("Options").fill("Metal\nTile");
        console.button("Save").click();

        console.see("Metal, Tile").go("intake");
        assertThat(console.field("Roof type").locator("option")).hasCount(3);
    }

    @Test
    void anOptionThatAnotherAdminAddsMeanwhileStays(Console console) {
        long id = console.company().post("/properties",
                "{\"recordType\": \"opportunity\", \"name\": \"Roof\", \"type\": \"DROPDOWN\", \"options\": [\"Metal\"]}").id();
        console.signIn().go("setup").button("Edit Roof").click();
        console.field("Name").fill("Roof type");
        console.company().patch("/properties/" + id, "{\"options\": [\"Metal\", \"Tile\"]}");

        console.button("Save").click();

        assertThat(console.page().getByRole(AriaRole.ALERT)).isVisible();
        assertThat(console.company().get("/properties/" + id).json().get("options")).hasSize(2);
    }

    @Test
    void aWrongPasswordOfANewKeyEndsNoSession(Console console) {
        console.signIn().go("access").see("New API key").page().getByText("New API key").click();
        console.page().locator("details input[name=password]").fill("wrong");
        console.button("Make the key").click();

        assertThat(console.page().getByRole(AriaRole.ALERT)).containsText("password");
        assertThat(console.button("Sign out")).isVisible();
    }

    @Test
    void anAdminAddsAUserAndMakesAKey(Console console) {
        console.signIn().go("access").button("New user").click();
        console.page().locator("form.panel input[name=email]").fill("dana@example.com");
        console.page().locator("form.panel input[name=password]").fill("a password of Dana");
        console.button("Save").click();
        console.see("Saved.").page().getByText("New API key").click();
        console.page().locator("details input[name=email]").fill("dana@example.com");
        console.page().locator("details input[name=password]").fill("a password of Dana");
        console.button("Make the key").click();

        console.see("shown this once");
        assertThat(console.company().get("/api-keys").json()).hasSize(3);
    }

    @Test
    void callsOfDeprecatedPathsAreShownByKey(Console console) {
        console.company().get("/requests");
        Awaitility.await().until(() -> console.company().get("/api-keys").body().contains("\"deprecatedPathCalls\":1"));

        console.signIn().go("access");

        console.see("1 call of /requests or /clients");
    }
}
