package io.opportunities.web.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.ColorScheme;
import io.opportunities.support.Client;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Each page, in both widths and colours, with its picture in target/console. */
@ConsoleTest
class AllPagesTests {

    private static final List<String> PAGES = List.of("Pipeline", "Intake", "Contacts", "Accounts", "Imports", "Duplicates", "Deliveries",
            "Keys and users", "Properties and workflows");
    private static final List<Integer> WIDTHS = List.of(1280, 400);
    private static final String LEADS = """
            Full Name,Email,Phone,Street Address,City,State,Zip,Project,Budget
            Lee Wong,lee@example.com,(615) 555-0188,7 Oak St,Nashville,TN,37204,New roof,$12500
            Sam Diaz,not an address,(615) 555-0189,8 Oak St,Nashville,TN,37204,Gutters,$900
            """;

    @Test
    void noPageViolatesARuleOfAccessibilityOrIsWiderThanTheWindow(Console console) throws IOException {
        look(console, "sign-in", "Opportunities");
        String record = "opportunities/" + fill(console.company());
        console.signIn();
        for (String page : PAGES) {
            console.link(page).click();
            look(console, page, page);
        }
        look(console.go(record), "record", "Replace roof 12");
        console.button("Edit").click();
        look(console, "edit", "Replace roof 12");
        console.go("contacts").link("Dana").click();
        look(console, "contact", "Dana");
        console.go("accounts").link("Acme").click();
        look(console, "account", "Acme");
        console.go("duplicates").button("Compare").click();
        console.see("Merge 10 into one");
        look(console, "comparison", "Duplicates");
        console.go("imports").link("leads.csv").click();
        look(console, "mapping", "leads.csv");
        console.field("Trades").fill("Roofing");
        console.field("Trades").press("Tab");
        console.button("Plan").click();
        console.see("Would be");
        look(console, "plan", "leads.csv");
    }

    /** Takes pictures of a page with a heading. */
    private static void look(Console console, String name, String heading) throws IOException {
        assertThat(console.page().locator("h1")).hasText(heading);
        assertThat(console.page().locator(".loading")).hasCount(0);
        for (ColorScheme colours : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            console.page().emulateMedia(new EmulateMediaOptions().setColorScheme(colours));
            for (int width : WIDTHS) {
                console.page().setViewportSize(width, 900);
                console.page().screenshot(new ScreenshotOptions().setFullPage(true)
                        .setPath(
                                Path.of("target/console",
                                        "%s-%d-%s.png".formatted(name, width, colours).replace(' ', '-').toLowerCase(Locale.ROOT))));
                assertThat(violations(console)).as(name + " " + width + " " + colours).isEmpty();
                assertThat(console.page().evaluate("document.documentElement.scrollWidth <= innerWidth")).as(name + " " + width)
                        .isEqualTo(true);
            }
        }
    }

    private static List<?> violations(Console console) throws IOException {
        try (InputStream axe = Objects.requireNonNull(AllPagesTests.class.getResourceAsStream("/axe.min.js"))) {
            console.page().evaluate(new String(axe.readAllBytes(), StandardCharsets.UTF_8));
        }
        return (List<?>) console.page().evaluate("async () => (await axe.run()).violations"
                + ".map(each => each.id + ': ' + each.nodes.map(node => node.html).join(' '))");
    }

    /** Creates records for all pages, and returns the id of one. */
    private static long fill(Client company) {
        String phase = company
                .post("/workflows",
                        "{\"name\": \"Residential\", \"phases\": [{\"name\": \"Lead\", \"redSla\": 3}, {\"name\": \"Proposal\"}]}")
                .json().get("phases").get(0).get("id").toString();
        company.post("/properties",
                "{\"recordType\": \"opportunity\", \"name\": \"Roof type\", \"type\": \"DROPDOWN\", \"options\": [\"Metal\"]}");
        company.post("/webhooks", "{\"url\": \"https://hooks.example.com/\", \"active\": false}");
        company.get("/requests");
        String account = company.post("/accounts",
                "{\"title\": \"Acme\", \"address\": \"16 Main St, Nashville, TN 37201\", \"primaryEmail\": \"office@example.com\"}").json()
                .get("id")
                .toString();
        for (int number = 1; number <= 12; number++) {
            company.post("/opportunities",
                    """
                            {"title": "Replace roof %1$d", "address": "%1$d Benton Ave, Nashville, TN 37204", "trades": ["Roofing"], "value": %1$d250.5,
                             "phaseId": %2$s, "accountId": %3$s, "primaryEmail": "dana@example.com", "primaryName": "Dana", "primaryPhone": "(615) 555-01%1$02d"}"""
                            .formatted(number, phase, account));
        }
        long merged = company.get("/opportunities").json().get(0).get("id").asLong();
        company.post("/opportunities/%d/merge".formatted(merged), "{\"sources\": [%d]}".formatted(merged - 1));
        company.send("POST", "/imports?name=leads.csv", LEADS.getBytes(StandardCharsets.UTF_8), Map.of("Content-Type", "text/csv"));
        return company.get("/opportunities").json().get(0).get("id").asLong();
    }
}
