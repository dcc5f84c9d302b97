package io.opportunities.web.openapi;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Provides the texts of the document and its example responses, from resources. */
@Component
final class Descriptions {

    private final Properties texts = new Properties();
    private final JsonMapper mapper;

    Descriptions(JsonMapper mapper) throws IOException {
        this.mapper = mapper;
        try (var file = new InputStreamReader(new ClassPathResource("openapi/texts.properties").getInputStream(), StandardCharsets.UTF_8)) {
            texts.load(file);
        }
    }

    /** Returns the first existing text of the keys. */
    Optional<String> find(String... keys) {
        return Stream.of(keys).map(texts::getProperty).filter(text -> text != null).findFirst();
    }

    /** Parses JSON for the document's own mapper. */
    Object json(String json) {
        return mapper.readValue(json, Object.class);
    }

    /** Returns an example response for the schema, if there is one. */
    Optional<Object> exampleOf(String schema) {
        Resource file = new ClassPathResource("openapi/" + schema + ".json");
        try {
            return file.exists() ? Optional.of(json(file.getContentAsString(StandardCharsets.UTF_8))) : Optional.empty();
        } catch (IOException unreadable) {
            throw new IllegalStateException("cannot read " + file, unreadable);
        }
    }

    /** Returns the JSON name of an enum constant. */
    String wireName(Object constant) {
        return mapper.valueToTree(constant).stringValue();
    }
}
