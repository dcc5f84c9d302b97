package io.opportunities.crm.imports;

import io.opportunities.support.Client;
import io.opportunities.support.TestResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

/**
 * Imports of a company, from the upload to their end.
 *
 * @param timeout for each step of an import
 */
record Imports(Client company, Duration timeout) {

    Imports(Client company) {
        this(company, Duration.ofMinutes(2));
    }

    TestResponse upload(String file) {
        return upload(file.getBytes(StandardCharsets.UTF_8), "");
    }

    TestResponse upload(byte[] file, String query) {
        return company.send("POST", "/imports" + query, file, Map.of("Content-Type", "text/csv"));
    }

    /** Uploads a file and sets its options. */
    long upload(String file, String options) {
        long id = upload(file).id();
        company.patch("/imports/" + id, options).requireOk();
        return id;
    }

    JsonNode plan(long id) {
        company.post("/imports/" + id + "/plan", "").requireOk();
        return await(id, "PLANNED");
    }

    JsonNode planAndCommit(long id) {
        commit(id, plan(id)).requireOk();
        return await(id, "DONE");
    }

    TestResponse commit(long id, JsonNode planned) {
        return company.post("/imports/" + id + "/commit", "{\"fingerprint\": %s}".formatted(planned.at("/plan/fingerprint")));
    }

    JsonNode undo(long id) {
        company.post("/imports/" + id + "/undo", "").requireOk();
        return await(id, "UNDONE");
    }

    JsonNode await(long id, String state) {
        Awaitility.await().atMost(timeout).pollInterval(Duration.ofMillis(100)).until(() -> byId(id).get("state").stringValue(),
                state::equals);
        return byId(id);
    }

    JsonNode byId(long id) {
        return company.get("/imports/" + id).json();
    }

    JsonNode rows(long id, String query) {
        return company.get("/imports/" + id + "/rows?page_size=100&" + query).json();
    }
}
