package io.opportunities.web.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import io.opportunities.support.Client;
import org.junit.jupiter.api.Test;

/** Contacts and accounts. */
@ConsoleTest
class DirectoryPageTests {

    @Test
    void aContactIsFoundFromItsRecordAndBack(Console console) {
        long id = roof(console.company(), "Roof", "\"primaryName\": \"Dana Reyes\", \"primaryEmail\": \"dana@example.com\"");

        console.signIn().go("opportunities/" + id).link("Dana Reyes").click();
        console.see("dana@example.com").see("History");
        console.link("Roof").click();

        assertThat(console.page().locator("h1")).hasText("Roof");
    }

    @Test
    void wordsNarrowTheList(Console console) {
        roof(console.company(), "Roof", "\"primaryName\": \"Dana Reyes\", \"primaryEmail\": \"dana@example.com\"");
        roof(console.company(), "Gutter", "\"primaryName\": \"Lee Wong\", \"primaryEmail\": \"lee@example.com\"");
        console.signIn().go("contacts").see("Lee Wong");

        console.field("Search").fill("dana");
        assertThat(console.page().locator("tbody tr")).hasCount(1);
        console.field("Search").fill("nothing of it");

        console.see("Nothing found");
    }

    @Test
    void anAccountShowsItsOpportunitiesAndContacts(Console console) {
        long account = console.company()
                .post("/accounts", "{\"title\": \"Acme\", \"address\": \"16 Main St\", \"primaryEmail\": \"office@example.com\"}").id();
        long contact = console.company().post("/contacts", "{\"name\": \"Dana Reyes\", \"emails\": [\"dana@example.com\"]}").id();
        console.company().patch("/accounts/" + account, "{\"contacts\": [%d]}".formatted(contact));
        roof(console.company(), "Roof", "\"accountId\": " + account);

        console.signIn().go("accounts").link("Acme").click();

        console.see("16 Main St").see("office@example.com").see("Created");
        assertThat(console.link("Roof")).isVisible();
        assertThat(console.link("Dana Reyes")).isVisible();
    }

    @Test
    void aMergedContactLeadsToTheOneThatItWentInto(Console console) {
        long target = console.company().post("/contacts", "{\"name\": \"Dana\"}").id();
        long source = console.company().post("/contacts", "{\"name\": \"D. Reyes\"}").id();
        console.company().post("/contacts/%d/merge".formatted(target), "{\"sources\": [%d]}".formatted(source));

        console.signIn().go("contacts/" + source).see("Merged into this record").button("Undo this merge").click();

        console.see("Each record has its state from before");
        console.go("contacts/" + source);
        assertThat(console.page().locator("h1")).hasText("D. Reyes");
    }

    private static long roof(Client company, String title, String members) {
        return company.post("/opportunities",
                "{\"title\": \"%s\", \"address\": \"1 Elm St\", \"trades\": [\"a\"], %s}".formatted(title, members)).id();
    }
}
