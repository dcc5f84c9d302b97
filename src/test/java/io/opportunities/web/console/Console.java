package io.opportunities.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Locator.FilterOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByLabelOptions;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import io.opportunities.support.Basic;
import io.opportunities.support.Client;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The console of a company in a browser. It reports errors of the page, and requests to other origins, when it is closed. */
record Console(Client company, BrowserContext context, Page page, Queue<String> faults) implements AutoCloseable {

    /** A rejected call, whose words the page shows. */
    private static final String REJECTED = "Failed to load resource: the server responded with a status of 4";

    private static final FilterOptions VISIBLE = new FilterOptions().setVisible(true);
    /** Milliseconds; the machine may be busy. */
    private static final double TIMEOUT = 10_000;

    static Console of(Client company) {
        BrowserContext context = Chromium.browser().newContext(new NewContextOptions().setViewportSize(1280, 900));
        Console console = new Console(company, context, context.newPage(), new ConcurrentLinkedQueue<>());
        context.setDefaultTimeout(TIMEOUT);
        console.page.onPageError(console.faults::add);
        console.page.onConsoleMessage(message -> console.report(message.type(), message.text()));
        console.page.onRequest(request -> console.reportTarget(request.url()));
        console.page.onDialog(Dialog::accept);
        console.page.navigate(company.url() + "/console/");
        return console;
    }

    private void report(String type, String text) {
        if (type.equals("error") && !text.startsWith(REJECTED)) {
            faults.add(text);
        }
    }

    private void reportTarget(String url) {
        if (!url.startsWith(company.url() + "/") && !url.startsWith("blob:" + company.url())) {
            faults.add("request to " + url);
        }
    }

    /** Signs in as the admin of the company. */
    Console signIn() {
        String email = Basic.emailOfAdmin(company);
        field("E-mail").fill(email);
        field("Password").fill("password of " + email.replaceAll("\\D", ""));
        button("Sign in").click();
        see("Signed in.");
        return this;
    }

    Console signInWithKey(String key) {
        button("Use an existing API key").click();
        field("API key").fill(key);
        button("Sign in").click();
        see("Signed in.");
        return this;
    }

    Console go(String place) {
        page.navigate(company.url() + "/console/#/" + place);
        return this;
    }

    Locator field(String label) {
        return page.getByLabel(label, new GetByLabelOptions().setExact(true)).and(page.locator("input, select, textarea"))
                .and(page.locator(":not([type=checkbox])"));
    }

    Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(name)).first();
    }

    Locator link(String name) {
        return page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName(name)).first();
    }

    Console see(String text) {
        page.getByText(text).filter(VISIBLE).first().waitFor();
        return this;
    }

    /** Returns the members of a column of the board. */
    Locator column(String name) {
        return page.getByRole(AriaRole.REGION, new GetByRoleOptions().setName(name));
    }

    @Override
    public void close() {
        context.close();
        assertThat(List.copyOf(faults)).as("faults of the page").isEmpty();
    }
}
