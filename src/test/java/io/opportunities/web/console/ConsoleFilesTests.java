package io.opportunities.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.SecondInstance;
import io.opportunities.support.Service;
import io.opportunities.support.TestResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The files of the console over HTTP. */
@ApiTest
class ConsoleFilesTests {

    private static final Path FILES = Path.of("src/main/resources/console");

    @Autowired
    private Service service;

    private Client browser;

    @BeforeEach
    void setUp() {
        browser = new Client(service.url(), null);
    }

    @Test
    void thePageIsServedWithoutAKeyUnderAPolicyWithoutInlineCode() {
        TestResponse page = browser.get("/console/");

        assertThat(browser.get("/console").header("Location")).endsWith("/console/");
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'; script-src 'self'; style-src 'self';")
                .doesNotContain("unsafe", "http:", "https:", "*", "data:");
        assertThat(page.body()).doesNotContainPattern("<script[^>]*>\\s*[^<\\s]").doesNotContain("<style", "style=", "onclick");
    }

    @Test
    void eachFileHasItsTypeAndIsRevalidatedByItsBytes() throws IOException {
        for (String path : files()) {
            TestResponse file = browser.get(path);
            TestResponse again = browser.send("GET", path, null, Map.of("If-None-Match", String.valueOf(file.header("ETag"))));

            assertThat(file.status()).as(path).isEqualTo(200);
            assertThat(file.header("Content-Type")).as(path).startsWith(path.endsWith(".js")
                    ? "text/javascript"
                    : path.endsWith(".css") ? "text/css" : path.endsWith(".svg") ? "image/svg+xml" : "text/html");
            assertThat(file.header("Cache-Control")).contains("no-cache");
            assertThat(file.header("Last-Modified")).isNull();
            assertThat(again.status()).as(path).isEqualTo(304);
        }
    }

    @Test
    void theLibraryIsKeptByBrowsersAndIsThereInTheVersionThatModulesImport() throws IOException {
        List<String> imports = Files.readString(FILES.resolve("lit.js")).lines().filter(line -> line.contains("./lib/"))
                .map(line -> line.replaceAll(".*'\\./(.*)'.*", "/console/$1")).toList();

        assertThat(imports).hasSizeGreaterThan(2).allSatisfy(path -> {
            assertThat(browser.get(path).status()).as(path).isEqualTo(200);
            assertThat(browser.get(path).header("Cache-Control")).contains("immutable", "max-age=31536000");
        });
    }

    @Test
    void noFileNamesAnotherOrigin() throws IOException {
        for (String path : files()) {
            assertThat(browser.get(path).body()
                    .replaceAll("http://www\\.w3\\.org/2000/svg|https://www\\.google\\.com/maps/|https://example\\.com[^ '\"]*", ""))
                    .as(path).doesNotContain("http://", "https://");
        }
    }

    @Test
    void allFilesTogetherAreSmall() throws IOException {
        assertThat(files().stream().mapToInt(path -> browser.get(path).body().length()).sum()).isLessThan(250_000);
    }

    @Test
    void unknownFilesAndOtherMethodsAreRejectedInTheUsualShape() {
        assertThat(browser.get("/console/nothing.js").json().get("code").stringValue()).isEqualTo("NOT_FOUND");
        assertThat(browser.get("/console/..%2fapplication.yaml").status()).isGreaterThanOrEqualTo(400);
        assertThat(browser.post("/console/app.js", "{}").json().get("code").stringValue()).isEqualTo("METHOD_NOT_ALLOWED");
    }

    @Test
    void aServiceWithoutConsoleKnowsNoneOfItsPaths() {
        try (SecondInstance without = SecondInstance.beside(service, "opportunities.console.enabled=false")) {
            Client company = service.newCompany().at(without.url());
            for (String path : List.of("/console", "/console/", "/console/app.js", "/console/lib/3.3.1/lit-html.js")) {
                assertThat(company.withKey(null).get(path).status()).as(path).isEqualTo(401);
                assertThat(company.get(path).status()).as(path).isEqualTo(404);
            }
        }
    }

    private static List<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(FILES)) {
            return all.filter(Files::isRegularFile).map(file -> "/console/" + FILES.relativize(file).toString().replace('\\', '/'))
                    .toList();
        }
    }
}
