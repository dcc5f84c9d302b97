package io.opportunities.web.openapi;

import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The annotation of a member, for details beyond its type. */
record SchemaAnnotation(@Nullable Schema annotation) {

    static SchemaAnnotation of(Field member) {
        return new SchemaAnnotation(member.getAnnotation(Schema.class));
    }

    @Nullable
    Class<?> implementation() {
        return annotation == null || annotation.implementation() == Void.class ? null : annotation.implementation();
    }

    /**
     * Returns the default in words. With a {@code default} in the schema, generated clients would send it and change the record that they
     * patch or replace.
     *
     * @param partial as in the body of a PATCH, where only null sets it
     */
    Optional<String> fallback(boolean partial) {
        return annotation == null || annotation.defaultValue().isEmpty()
                ? Optional.empty()
                : Optional.of(partial
                        ? "null sets " + annotation.defaultValue()
                        : annotation.defaultValue() + " where it is left out or null");
    }

    void addTo(io.swagger.v3.oas.models.media.Schema<?> schema) {
        if (annotation == null) {
            return;
        }
        if (!annotation.description().isEmpty()) {
            schema.setDescription(annotation.description());
        }
        if (annotation.deprecated()) {
            schema.setDeprecated(true);
        }
        if (annotation.allowableValues().length > 0) {
            allow(schema, List.of(annotation.allowableValues()));
        }
    }

    @SuppressWarnings("unchecked")
    private static void allow(io.swagger.v3.oas.models.media.Schema<?> schema, List<String> values) {
        ((io.swagger.v3.oas.models.media.Schema<Object>) schema).setEnum(new ArrayList<>(values));
    }
}
