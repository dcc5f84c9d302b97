package io.opportunities.openapi;

import io.opportunities.common.PatchField;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;

/** Makes the schema of a type as it stands on a member: with its constraints and whether it may be null. */
final class TypeSchemas {

    private static final String INTEGER = "^[+-]?[0-9]+$";
    private static final String DECIMAL = "^[+-]?[0-9]+(\\.[0-9]+)?$";

    private final Texts texts;
    private final Function<Class<?>, Schema<?>> records;
    private final boolean lenient;
    private final @Nullable Class<?> shownAs;

    /**
     * @param records the schema of a record
     * @param lenient whether numbers may come as numeric strings
     * @param shownAs what a member that is checked by hand holds: in place of its plain text or JSON
     */
    TypeSchemas(Texts texts, Function<Class<?>, Schema<?>> records, boolean lenient, @Nullable Class<?> shownAs) {
        this.texts = texts;
        this.records = records;
        this.lenient = lenient;
        this.shownAs = shownAs;
    }

    Schema<?> of(AnnotatedType type) {
        Class<?> raw = ResolvableType.forType(type.getType()).toClass();
        if (raw == PatchField.class) {
            return new TypeSchemas(texts, records, true, shownAs).of(argument(type));
        }
        Schema<?> schema = raw == List.class ? typed("array").items(of(argument(type))) : single(raw);
        Rules.show(type.getAnnotations(), schema);
        return type.isAnnotationPresent(Nullable.class) ? orNull(schema) : schema;
    }

    static Schema<?> orNull(Schema<?> schema) {
        if (schema.get$ref() != null) {
            return new JsonSchema().anyOf(new ArrayList<>(List.of(schema, typed("null"))));
        }
        if (schema.getTypes() != null) {
            schema.getTypes().add("null");
        }
        List<?> allowed = schema.getEnum();
        if (allowed != null) {
            allowed.add(null);
        }
        return schema;
    }

    static Schema<Object> typed(String... types) {
        Schema<Object> schema = new JsonSchema();
        schema.setTypes(new LinkedHashSet<>(List.of(types)));
        return schema;
    }

    private static AnnotatedType argument(AnnotatedType type) {
        return ((AnnotatedParameterizedType) type).getAnnotatedActualTypeArguments()[0];
    }

    private Schema<?> single(Class<?> declared) {
        boolean checkedByHand = shownAs != null && !declared.isRecord();
        Class<?> raw = checkedByHand && shownAs != null ? shownAs : declared;
        if (raw.isRecord()) {
            return records.apply(raw);
        }
        if (raw.isEnum()) {
            return oneOf(raw);
        }
        if (raw == Map.class) {
            return typed("object").additionalProperties(true);
        }
        return raw == BigDecimal.class ? number("number", null, DECIMAL) : scalar(raw);
    }

    private Schema<?> scalar(Class<?> raw) {
        if (raw == Long.class || raw == long.class) {
            return number("integer", "int64", INTEGER);
        }
        if (raw == Integer.class || raw == int.class) {
            return number("integer", "int32", INTEGER);
        }
        if (raw == Boolean.class || raw == boolean.class) {
            return typed("boolean");
        }
        if (raw == Instant.class) {
            return typed("string").format("date-time");
        }
        return raw == String.class ? typed("string") : new JsonSchema();
    }

    private Schema<?> number(String type, @Nullable String format, String asText) {
        Schema<?> schema = lenient ? typed(type, "string").pattern(asText) : typed(type);
        schema.setFormat(format);
        return schema;
    }

    private Schema<?> oneOf(Class<?> raw) {
        Schema<Object> schema = typed("string");
        schema.setEnum(new ArrayList<>(Stream.of(raw.getEnumConstants()).<Object>map(texts::wireName).toList()));
        return schema;
    }
}
