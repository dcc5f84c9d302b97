package io.opportunities.web.console;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Playwright.CreateOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The Chromium of this machine, started once for all tests. */
final class Chromium {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

    private Chromium() {}

    /** Returns the browser, or skips the test. */
    static Browser browser() {
        Assumptions.assumeTrue(installed().isPresent(), "no Chromium on the path: install one, such as Debian's package chromium");
        return Shared.BROWSER;
    }

    private static Optional<Path> installed() {
        return Stream.of(String.valueOf(System.getenv("PATH")).split(":"))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static final class Shared {

        private static final Browser BROWSER = Playwright
                .create(new CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")))
                .chromium()
                // Chromium has no sandbox for root
                .launch(new LaunchOptions().setExecutablePath(installed().orElseThrow()).setArgs(List.of("--no-sandbox")));
    }
}
