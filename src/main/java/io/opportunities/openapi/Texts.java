package io.opportunities.openapi;

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

/** What the document says in words, and its examples of answers; both stand in resources. */
@Component
final class Texts {

    private final Properties texts = new Properties();
    private final JsonMapper mapper;

    Texts(JsonMapper mapper) throws IOException {
        this.mapper = mapper;
        try (var file = new InputStreamReader(new ClassPathResource("openapi/texts.properties").getInputStream(), StandardCharsets.UTF_8)) {
            texts.load(file);
        }
    }

    /** The first text there is under one of the keys. */
    Optional<String> find(String... keys) {
        return Stream.of(keys).map(texts::getProperty).filter(text -> text != null).findFirst();
    }

    /** JSON as the document's own mapper can write it. */
    Object json(String json) {
        return mapper.readValue(json, Object.class);
    }

    /** An answer with the schema, where there is one to show. */
    Optional<Object> exampleOf(String schema) {
        Resource file = new ClassPathResource("openapi/" + schema + ".json");
        try {
            return file.exists() ? Optional.of(json(file.getContentAsString(StandardCharsets.UTF_8))) : Optional.empty();
        } catch (IOException unreadable) {
            throw new IllegalStateException("cannot read " + file, unreadable);
        }
    }

    /** How an enum constant stands in JSON. */
    String wireName(Object constant) {
        return mapper.valueToTree(constant).stringValue();
    }
}
