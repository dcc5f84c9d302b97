package io.opportunities.openapi;

import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a member says of itself that its type does not tell. */
record Told(@Nullable Schema annotation) {

    static Told of(Field member) {
        return new Told(member.getAnnotation(Schema.class));
    }

    @Nullable
    Class<?> implementation() {
        return annotation == null || annotation.implementation() == Void.class ? null : annotation.implementation();
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
        if (!annotation.defaultValue().isEmpty()) {
            boolean flag = schema.getTypes().contains("boolean");
            schema.setDefault(flag ? Boolean.valueOf(annotation.defaultValue()) : annotation.defaultValue());
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
