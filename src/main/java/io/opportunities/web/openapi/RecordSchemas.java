package io.opportunities.web.openapi;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.opportunities.web.json.CreateOnly;
import io.opportunities.web.json.PatchField;
import io.opportunities.web.json.Required;
import io.opportunities.web.json.TextOrInteger;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Creates schemas of the service's records: requests with {@link PatchField} members, and responses. A response has all its members, except
 * those that are omitted if unknown.
 */
@Component
final class RecordSchemas implements ModelConverter {

    static final String REFERENCE = "#/components/schemas/";

    private final Descriptions texts;

    RecordSchemas(Descriptions texts) {
        this.texts = texts;
    }

    @Override
    public @Nullable Schema<?> resolve(AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> others) {
        Class<?> raw = Json31.mapper().constructType(type.getType()).getRawClass();
        if (raw.isRecord() && raw.getPackageName().startsWith("io.opportunities")) {
            return reference(raw, false, context);
        }
        return others.hasNext() ? others.next().resolve(type, context, others) : null;
    }

    /**
     * Returns the name of a schema. Nested records include the name of the outer one, for unique names: {@code OpportunityPhaseResponse}.
     */
    static String name(Class<?> type) {
        Class<?> outer = type.getEnclosingClass();
        return (outer == null ? "" : name(outer).replaceAll("(Response|Request)$", "")) + type.getSimpleName();
    }

    /** @param partial as in the body of a PATCH */
    private Schema<?> reference(Class<?> type, boolean partial, ModelConverterContext context) {
        String name = partial ? updateOf(name(type)) : name(type);
        if (!context.getDefinedModels().containsKey(name)) {
            context.defineModel(name, TypeSchemas.typed("object"));
            context.defineModel(name, object(type, partial, context));
            if (type.getEnclosingClass() == null && !partial && name.endsWith("Request")) {
                reference(type, true, context);
            }
        }
        return new Schema<>().$ref(REFERENCE + name);
    }

    /** Returns the name of the PATCH schema for the name of the POST schema. */
    static String updateOf(String name) {
        return name.replaceAll("Request$", "Update");
    }

    private Schema<?> object(Class<?> type, boolean partial, ModelConverterContext context) {
        Schema<?> object = TypeSchemas.typed("object");
        List<String> required = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            Field member = field(component);
            if (partial && member.isAnnotationPresent(CreateOnly.class)) {
                continue;
            }
            object.addProperty(member.getName(), describe(type, member, partial, property(member, partial, context)));
            boolean optional = member.getType() == PatchField.class
                    ? partial || !isRequired(member)
                    : member.isAnnotationPresent(JsonInclude.class);
            if (!optional) {
                required.add(member.getName());
            }
        }
        object.setRequired(required.isEmpty() ? null : required);
        texts.find(name(type)).ifPresent(object::description);
        return object;
    }

    private Schema<?> property(Field member, boolean partial, ModelConverterContext context) {
        SchemaAnnotation annotation = SchemaAnnotation.of(member);
        Schema<?> schema = new TypeSchemas(texts, type -> reference(type, partial, context), false, annotation.implementation())
                .of(member.getAnnotatedType());
        JsonFormat format = member.getAnnotation(JsonFormat.class);
        if (format != null && schema.getItems() != null) {
            alsoSingle(schema, schema.getItems());
        }
        annotation.addTo(schema);
        if (member.isAnnotationPresent(TextOrInteger.class)) {
            (schema.getItems() == null ? schema : schema.getItems()).getTypes().add("integer");
        }
        if (member.isAnnotationPresent(JsonInclude.class)) {
            schema = TypeSchemas.present(schema);
        }
        Required required = member.getAnnotation(Required.class);
        boolean clearable = member.getType() == PatchField.class && (required == null || partial && required.clearable());
        return clearable ? TypeSchemas.orNothing(schema) : schema;
    }

    /** Also permits a single item in place of an array. */
    private static void alsoSingle(Schema<?> array, Schema<?> item) {
        array.getTypes().add("string");
        array.minLength(item.getMinLength()).maxLength(item.getMaxLength());
    }

    private Schema<?> describe(Class<?> type, Field member, boolean partial, Schema<?> schema) {
        if (schema.get$ref() != null) {
            return schema;
        }
        String side = member.getType() == PatchField.class ? "request." : "response.";
        if (schema.getDescription() == null) {
            texts.find(name(type) + "." + member.getName(), side + member.getName(), "member." + member.getName())
                    .ifPresent(schema::description);
        }
        SchemaAnnotation.of(member).fallback(partial)
                .ifPresent(words -> schema.description(schema.getDescription() == null ? words : schema.getDescription() + "; " + words));
        return schema;
    }

    private static boolean isRequired(Field member) {
        return member.isAnnotationPresent(Required.class);
    }

    private static Field field(RecordComponent component) {
        try {
            return component.getDeclaringRecord().getDeclaredField(component.getName());
        } catch (NoSuchFieldException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
