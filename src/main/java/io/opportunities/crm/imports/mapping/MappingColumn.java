package io.opportunities.crm.imports.mapping;

import jakarta.persistence.AttributeConverter;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Stores a mapping as text, because jsonb does not keep the order of members, in which values are joined. */
public final class MappingColumn implements AttributeConverter<Mapping, String> {

    private static final JsonMapper JSON = JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    @Override
    public String convertToDatabaseColumn(Mapping mapping) {
        return JSON.writeValueAsString(mapping);
    }

    @Override
    public Mapping convertToEntityAttribute(String text) {
        return JSON.readValue(text, Mapping.class);
    }
}
