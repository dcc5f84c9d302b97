package io.opportunities.crm.opportunity;

import io.opportunities.support.Client;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Real building permits as request bodies: a sample, or the file in the system property {@code permits}. */
final class Permits {

    private static final String SAMPLE = "src/test/resources/permits-sample.jsonl";

    private Permits() {}

    static List<ObjectNode> all() {
        return read(System.getProperty("permits", SAMPLE));
    }

    static List<ObjectNode> sample() {
        return read(SAMPLE);
    }

    /** Returns the bodies without the members for expected results. */
    private static List<ObjectNode> read(String file) {
        try (var lines = Files.lines(Path.of(file))) {
            return lines.map(line -> (ObjectNode) JsonMapper.shared().readTree(line))
                    .peek(permit -> permit.remove(permit.propertyNames().stream().filter(name -> name.startsWith("_")).toList()))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Creates the properties of permits in the company. */
    static void defineProperties(Client company, List<ObjectNode> permits) {
        permits.stream().flatMap(permit -> permit.get("custom").propertyNames().stream()).distinct()
                .forEach(key -> company.post("/properties", """
                        {"recordType": "opportunity", "name": "%1$s", "keyName": "%1$s", "type": "TEXT"}""".formatted(key)));
    }
}
