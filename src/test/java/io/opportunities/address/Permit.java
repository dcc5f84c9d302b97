package io.opportunities.address;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A building permit from public data of a city, with the parts of its address according to the city. */
record Permit(String address, @Nullable String street, @Nullable String city, @Nullable String state,
        @Nullable String zipcode, @Nullable Coordinates point) {

    private static final JsonMapper JSON = new JsonMapper();

    /** Returns the rows of the file in the system property {@code permits}, else of the sample. */
    static List<Permit> all() {
        String file = System.getProperty("permits");
        try (InputStream in = file == null ? sample() : Files.newInputStream(Path.of(file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().map(Permit::of).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream sample() {
        return Objects.requireNonNull(Permit.class.getResourceAsStream("/permits-sample.jsonl"));
    }

    private static Permit of(String json) {
        JsonNode row = JSON.readTree(json);
        JsonNode expect = row.path("_expect");
        boolean located = expect.path("lat").isNumber();
        return new Permit(row.path("address").path(0).asString(), text(expect, "street"), text(expect, "city"),
                text(expect, "state"), text(expect, "zipcode"),
                located ? new Coordinates(expect.path("lat").asDouble(), expect.path("lon").asDouble()) : null);
    }

    private static @Nullable String text(JsonNode node, String name) {
        return node.path(name).isString() ? node.path(name).asString() : null;
    }

}
