package io.opportunities.web.openapi;

import io.opportunities.web.json.PatchField;
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

/** Creates the schema of a member's type, with its constraints and nullness. */
final class TypeSchemas {

    private static final String INTEGER = "^\\s*[+-]?[0-9]+(\\.0+)?\\s*$";
    private static final String DECIMAL = "^\\s*[+-]?[0-9]+(\\.[0-9]+)?\\s*$";
    private static final String FLAG = "^\\s*([Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee])\\s*$";
    private static final String BLANK = "^\\s*$";

    private final Descriptions texts;
    private final Function<Class<?>, Schema<?>> records;
    private final boolean lenient;
    private final @Nullable Class<?> documentedAs;

    /**
     * @param records the schema of a record
     * @param lenient whether numbers and flags may be strings
     * @param documentedAs the type of a member with manual validation, in place of its plain text or JSON
     */
    TypeSchemas(Descriptions texts, Function<Class<?>, Schema<?>> records, boolean lenient, @Nullable Class<?> documentedAs) {
        this.texts = texts;
        this.records = records;
        this.lenient = lenient;
        this.documentedAs = documentedAs;
    }

    Schema<?> of(AnnotatedType type) {
        Class<?> raw = ResolvableType.forType(type.getType()).toClass();
        if (raw == PatchField.class) {
            return new TypeSchemas(texts, records, true, documentedAs).of(argument(type));
        }
        Schema<?> schema = raw == List.class ? typed("array").items(of(argument(type))) : single(raw);
        ConstraintSchemas.apply(type.getAnnotations(), schema);
        return type.isAnnotationPresent(Nullable.class) ? orNull(schema) : schema;
    }

    static Schema<?> orNull(Schema<?> schema) {
        if (schema.get$ref() != null) {
            return new JsonSchema().anyOf(new ArrayList<>(List.of(schema, typed("null"))));
        }
        if (schema.getTypes() != null) {
            schema.getTypes().add("null");
        }
        if (schema.getEnum() != null) {
            allow(schema, null);
        }
        return schema;
    }

    /** Returns the schema of a member that is absent rather than null. */
    static Schema<?> present(Schema<?> schema) {
        if (schema.getAnyOf() != null) {
            return schema.getAnyOf().getFirst();
        }
        schema.getTypes().remove("null");
        return schema;
    }

    @SuppressWarnings("unchecked")
    private static void allow(Schema<?> schema, @Nullable Object value) {
        ((List<@Nullable Object>) schema.getEnum()).add(value);
    }

    /** Permits null, or blank with the same meaning, for a member of a request. */
    static Schema<?> orNothing(Schema<?> schema) {
        if (schema.getPattern() != null) {
            schema.setPattern(BLANK + "|" + schema.getPattern());
        }
        if (schema.getEnum() != null) {
            allow(schema, "");
        }
        return orNull(schema);
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
        boolean checkedByHand = documentedAs != null && !declared.isRecord();
        Class<?> raw = checkedByHand && documentedAs != null ? documentedAs : declared;
        if (raw.isRecord()) {
            return records.apply(raw);
        }
        if (raw.isEnum()) {
            return oneOf(raw);
        }
        if (raw == Map.class) {
            return typed("object").additionalProperties(true);
        }
        return raw == BigDecimal.class ? number("number", "double", DECIMAL) : scalar(raw);
    }

    private Schema<?> scalar(Class<?> raw) {
        if (raw == Long.class || raw == long.class) {
            return number("integer", "int64", INTEGER);
        }
        if (raw == Integer.class || raw == int.class) {
            return number("integer", "int32", INTEGER);
        }
        if (raw == Boolean.class || raw == boolean.class) {
            return lenient ? typed("boolean", "string").pattern(FLAG) : typed("boolean");
        }
        if (raw == Instant.class) {
            return typed("string").format("date-time");
        }
        return raw == String.class ? typed("string") : new JsonSchema();
    }

    private Schema<?> number(String type, String format, String asText) {
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
