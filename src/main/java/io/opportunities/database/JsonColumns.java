package io.opportunities.database;

import java.lang.reflect.Type;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.type.format.AbstractJsonFormatMapper;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.stereotype.Component;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the numbers of JSON columns as they are written, where Hibernate's own mapper would round them to a double; and makes the reader of
 * a type once, not for each value.
 */
@Component
final class JsonColumns extends AbstractJsonFormatMapper implements HibernatePropertiesCustomizer {

    private final JsonMapper mapper = JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
    private final Map<Type, ObjectReader> readers = new ConcurrentHashMap<>();

    @Override
    public void customize(Map<String, Object> settings) {
        settings.put(AvailableSettings.JSON_FORMAT_MAPPER, this);
    }

    @Override
    protected <T> T fromString(CharSequence json, Type type) {
        return readers.computeIfAbsent(type, of -> mapper.readerFor(mapper.constructType(of))).readValue(json.toString());
    }

    @Override
    protected <T> String toString(T value, Type type) {
        return mapper.writerFor(mapper.constructType(type)).writeValueAsString(value);
    }
}
