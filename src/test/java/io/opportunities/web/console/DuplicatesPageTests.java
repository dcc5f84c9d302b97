package io.opportunities.web.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.Client;
import org.junit.jupiter.api.Test;

@ConsoleTest
class DuplicatesPageTests {

    @Test
    void aMergeTakesTheChosenMembersAndIsUndone(Console console) {
        long first = roof(console.company(), "Roof");
        long second = roof(console.company(), "New roof");
        console.signIn().go("duplicates").button("Compare").click();
        console.page().getByLabel("New roof").check();

        console.button("Merge 2 into one").click();
        console.see("Merged 1 record into Roof");
        assertThat(title(console.company(), first)).isEqualTo("New roof");
        assertThat(console.company().get("/opportunities/" + second).id()).isEqualTo(first);

        console.button("Undo this merge").click();
        console.see("Each record has its state from before");
        assertThat(title(console.company(), first)).isEqualTo("Roof");
        assertThat(title(console.company(), second)).isEqualTo("New roof");
    }

    @Test
    void aMergeOfAnotherTabIsUndoneOnTheRecord(Console console) {
        long first = roof(console.company(), "Roof");
        long second = roof(console.company(), "Gutter");
        console.company().post("/opportunities/%d/merge".formatted(first), "{\"sources\": [%d]}".formatted(second));
        console.signIn().go("duplicates").see("Merges").link("Roof").click();

        console.see("Merged into this record").button("Undo this merge").click();

        console.see("Each record has its state from before");
        assertThat(title(console.company(), second)).isEqualTo("Gutter");
        assertThat(console.company().get("/merges").json()).isEmpty();
    }

    @Test
    void theFirstKeyThatRecordsShareIsChosen(Console console) {
        for (String title : new String[]{"Roof", "Gutter"}) {
            console.company().post("/opportunities",
                    "{\"title\": \"%s\", \"address\": \"1 Elm St, Nashville, TN 37204\", \"trades\": [\"a\"]}"
                            .formatted(title));
        }

        console.signIn().go("duplicates").button("Compare 1 ELM ST, NASHVILLE, TN").waitFor();

        assertThat(console.page().locator("#by")).hasValue("address");
    }

    @Test
    void dismissedRecordsAreNotSuggestedAgain(Console console) {
        roof(console.company(), "Roof");
        roof(console.company(), "New roof");
        console.signIn().go("duplicates").button("Compare").click();

        console.button("Not duplicates").click();

        console.see("No duplicates").see("that are not marked as different");
        assertThat(console.company().get("/duplicates").json()).isEmpty();
    }

    @Test
    void theListNamesRecordsAndKeepsTheChosenValue(Console console) {
        roof(console.company(), "Roof");
        roof(console.company(), "New roof");
        console.signIn().go("duplicates").page().locator("#by").selectOption("address");
        console.button("Compare 1 ELM ST").waitFor();
        console.link("New roof").click();
        console.see("No. ").link("Duplicates").click();

        console.button("Compare 1 ELM ST").waitFor();
        assertThat(console.page().locator("#by")).hasValue("address");
        console.company().post("/contacts", "{\"name\": \"Dana Lee\", \"emails\": [\"dana@example.com\"]}");
        console.page().locator("#type").selectOption("contact");
        console.link("Dana Lee").waitFor();
    }

    private static long roof(Client company, String title) {
        return company.post("/opportunities", """
                {"title": "%s", "address": "1 Elm St", "trades": ["a"], "primaryEmail": "dana@example.com"}""".formatted(title)).id();
    }

    private static String title(Client company, long id) {
        return company.get("/opportunities/" + id).json().get("title").stringValue();
    }
}
