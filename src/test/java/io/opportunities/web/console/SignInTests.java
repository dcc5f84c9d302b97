package io.opportunities.web.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator.WaitForOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.opportunities.support.Basic;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@ConsoleTest
class SignInTests {

    @Test
    void theFirstSignInLeadsToTheFirstRecord(Console console) {
        console.signIn().see("No opportunities yet").link("Add the first one").click();

        console.field("Title").fill("Replace roof");
        console.field("Address").fill("520 B Benton Ave, Nashville, TN 37204");
        console.field("Trades").fill("Roofing, Gutters");
        console.field("Value").fill("18500");
        console.button("Create").click();

        console.see("No. 1").see("$18,500").see("Roofing, Gutters").see("520 B Benton Ave, Nashville, TN, 37204");
    }

    @Test
    void aWrongPasswordLeavesTheEmailAndAsksForThePasswordAgain(Console console) {
        console.field("E-mail").fill("admin@example.com");
        console.field("Password").fill("wrong");
        console.button("Sign in").click();

        assertThat(console.page().getByRole(AriaRole.ALERT)).hasText("E-mail or password is wrong.");
        assertThat(console.field("E-mail")).hasValue("admin@example.com");
        assertThat(console.field("Password")).hasValue("");
        assertThat(console.field("Password")).isFocused();
    }

    @Test
    void anUnknownKeyIsNotValid(Console console) {
        console.button("Use an existing API key").click();
        console.field("API key").fill("nothing");
        console.button("Sign in").click();

        assertThat(console.page().getByRole(AriaRole.ALERT)).hasText("This key is not valid.");
        assertThat(console.field("API key")).isFocused();
    }

    @Test
    void theKeyEndsAfterTwelveHoursAndIsRevokedWhenSigningOut(Console console) {
        console.signIn();
        JsonNode made = console.company().get("/api-keys").json().get(0);
        console.button("Sign out").click();
        console.see("The key is revoked");

        assertThat(made.get("name").stringValue()).isEqualTo("Console");
        assertThat(Duration.between(Instant.parse(made.get("createdAt").stringValue()),
                Instant.parse(made.get("expiresAt").stringValue())).toMinutes()).isBetween(718L, 721L);
        assertThat(console.company().get("/api-keys").json()).hasSize(1);
    }

    @Test
    void aKeyThatReadsShowsNothingThatItCannotDo(Console console) {
        String key = console.company().withKey(null)
                .post("/api-keys", "{\"scope\": \"read\"}", Basic.ofAdmin(console.company())).json().get("token").stringValue();
        console.company().post("/opportunities", "{\"title\": \"Roof\", \"address\": \"1 Elm St\", \"trades\": [\"a\"]}");

        console.signInWithKey(key).see("(reads only)")
                .go("opportunities/" + console.company().get("/opportunities").json().get(0).get("id"))
                .see("History");

        assertThat(console.link("Intake")).isHidden();
        assertThat(console.button("Edit")).isHidden();
        assertThat(console.link("Deliveries")).isVisible();
    }

    @Test
    void whatIsTypedStaysWhileMessagesEnd(Console console) {
        String key = String.valueOf(console.company().key());
        console.signInWithKey(key).button("Sign out").click();
        console.see("The key stays valid.");

        console.button("Use e-mail and password").click();
        console.field("E-mail").fill("dana@example.com");
        console.page().getByText("The key stays valid.").waitFor(new WaitForOptions().setState(WaitForSelectorState.HIDDEN));

        assertThat(console.field("E-mail")).hasValue("dana@example.com");
        assertThat(console.company().get("/users").status()).isEqualTo(200);
    }

    @Test
    void noPageReadsOnAfterTheEndOfItsSession(Console console) {
        long webhook = console.company().post("/webhooks", "{\"url\": \"https://hooks.example.com/\", \"active\": false}").id();
        console.signIn().go("deliveries/" + webhook).see("Nothing delivered yet");
        console.company().delete("/api-keys/" + console.company().get("/api-keys").json().get(0).get("id"));
        console.see("The key is no longer valid");
        Queue<String> calls = new ConcurrentLinkedQueue<>();
        console.page().onRequest(request -> calls.add(request.url()));

        console.page().waitForTimeout(6_000);

        assertThat(calls).isEmpty();
    }

    @Test
    void aRevokedKeyLeadsBackToTheSignIn(Console console) {
        console.signIn().see("Pipeline");
        console.company().delete("/api-keys/" + console.company().get("/api-keys").json().get(0).get("id"));

        console.go("access");

        console.see("The key is no longer valid");
        assertThat(console.field("Password")).isVisible();
    }
}
