package io.opportunities.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.OpenApiDocument;
import io.opportunities.support.Service;
import io.opportunities.support.TestResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** How the document is served, and its page for readers. */
@ApiTest
class OpenApiPageTests {

    @Autowired
    private Service service;

    private Client stranger;
    private OpenApiDocument document;

    @BeforeEach
    void read() {
        stranger = new Client(service.url(), null);
        document = new OpenApiDocument(stranger.get("/openapi.json").json());
    }

    /** The document is committed, so that a change shows its effect on clients. */
    @Test
    void theServedDocumentIsTheCommittedOne() throws Exception {
        Path served = Path.of("target", "openapi.yaml");
        Path committed = Path.of("src", "docs", "openapi.yaml");
        Files.writeString(served, stranger.get("/openapi.yaml").body());

        assertThat(served).as("if the change is meant: cp %s %s", served, committed).hasSameTextualContentAs(committed);
    }

    @Test
    void yamlIsServedBesideTheJson() {
        TestResponse yaml = stranger.get("/openapi.yaml");

        assertThat(yaml.status()).isEqualTo(200);
        assertThat(yaml.body()).startsWith("openapi: 3.1.").contains("  /opportunities:");
    }

    @Test
    void thePageForPeopleLoadsWithoutAKey() {
        TestResponse docs = stranger.get("/docs");
        TestResponse page = stranger.get(String.valueOf(docs.header("Location")));

        assertThat(docs.status()).isEqualTo(302);
        assertThat(page.body()).contains("swagger-ui-bundle.js");
        assertThat(Stream.of("swagger-ui-bundle.js", "swagger-ui.css", "swagger-initializer.js")
                .map(file -> stranger.get("/swagger-ui/" + file).status())).containsOnly(200);
        assertThat(stranger.get("/openapi.json/swagger-config").json().get("url").stringValue()).isEqualTo("/openapi.json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/openapi.json", "/openapi.yaml", "/livez", "/readyz"})
    void whatNeedsNoKeyAnswersUnderBothBasesAlike(String path) {
        TestResponse versioned = stranger.get("/v1" + path);

        assertThat(versioned.status()).as(versioned.body()).isEqualTo(200);
        assertThat(versioned.body()).isEqualTo(stranger.get(path).body());
        assertThat(versioned.header("Content-Type")).startsWith(String.valueOf(stranger.get(path).header("Content-Type")));
    }

    @Test
    void thePageForPeopleIsThereUnderBothBases() {
        TestResponse docs = stranger.get("/v1/docs");

        assertThat(docs.status()).isEqualTo(302);
        assertThat(stranger.get(String.valueOf(docs.header("Location"))).body()).contains("swagger-ui-bundle.js");
    }
}
