package io.opportunities.web.json;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.opportunities.common.Text;
import io.opportunities.web.error.Violation.Code;
import io.opportunities.web.error.Violations;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ValueDeserializer;

/** Reads a member so that a wrong type adds a violation and reading continues. One response then reports all violations. */
final class PatchFieldDeserializer extends ValueDeserializer<PatchField<?>> {

    private static final String PARENT = "parent";
    /** Maximum number of items of a member. A body with many thousand violations must not occupy the service with their list. */
    private static final int MAX_ITEMS = 1_000;

    private final @Nullable JavaType type;
    private final boolean singleAsArray;
    private final boolean secret;
    private final boolean integerAsText;

    PatchFieldDeserializer() {
        this(null, false, false, false);
    }

    private PatchFieldDeserializer(@Nullable JavaType type, boolean singleAsArray, boolean secret, boolean integerAsText) {
        this.type = type;
        this.singleAsArray = singleAsArray;
        this.secret = secret;
        this.integerAsText = integerAsText;
    }

    @Override
    public ValueDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property) {
        JavaType field = property == null ? context.getContextualType() : property.getType();
        boolean single = property != null && Boolean.TRUE.equals(property.findPropertyFormat(context.getConfig(), PatchField.class)
                .getFeature(JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY));
        boolean hidden = property != null && property.getAnnotation(Sensitive.class) != null;
        boolean integer = property != null && property.getAnnotation(TextOrInteger.class) != null;
        return new PatchFieldDeserializer(field.containedTypeOrUnknown(0), single, hidden, integer);
    }

    @Override
    public PatchField<?> deserialize(JsonParser parser, DeserializationContext context) {
        String parent = context.getAttribute(PARENT) instanceof String prefix ? prefix : "";
        String field = parent + parser.currentName();
        JsonNode node = context.readTree(parser);
        if (isNothing(node)) {
            return PatchField.cleared();
        }
        Object value = secret ? secret(field, node, violations(context)) : read(field, node, type(), context);
        return value == null ? PatchField.cleared() : PatchField.given(value);
    }

    @Override
    public PatchField<?> getNullValue(DeserializationContext context) {
        return PatchField.cleared();
    }

    @Override
    public PatchField<?> getAbsentValue(DeserializationContext context) {
        return PatchField.absent();
    }

    private JavaType type() {
        if (type == null) {
            throw new IllegalStateException("a PatchField is read as a member of a record");
        }
        return type;
    }

    private static boolean isNothing(JsonNode node) {
        return node.isNull() || node.isString() && Text.isBlank(node.stringValue());
    }

    private static @Nullable String secret(String field, JsonNode node, Violations violations) {
        if (!node.isString() || !Text.isStorable(node.stringValue())) {
            violations.add(field, Code.WRONG_TYPE, "must be a string, without the NUL character or half of a surrogate pair");
            return null;
        }
        return node.stringValue();
    }

    private @Nullable Object read(String field, JsonNode node, JavaType type, DeserializationContext context) {
        if (type.isCollectionLikeType()) {
            return list(field, node, type.getContentType(), context);
        }
        Violations violations = violations(context);
        Class<?> raw = type.getRawClass();
        if (raw == JsonNode.class) {
            return node;
        }
        if (raw == Map.class) {
            return node.isObject() ? object(node) : JsonValues.wrong(field, node, "must be an object", violations);
        }
        if (raw.isEnum()) {
            return JsonValues.constant(field, node, raw, violations);
        }
        return raw.isRecord() ? nested(field, node, type, context) : scalar(field, node, raw, violations);
    }

    private @Nullable Object scalar(String field, JsonNode node, Class<?> raw, Violations violations) {
        if (raw == Long.class) {
            return JsonValues.id(field, node, violations);
        }
        if (raw == BigDecimal.class) {
            return JsonValues.number(field, node, violations);
        }
        if (raw == Boolean.class) {
            return JsonValues.flag(field, node, violations);
        }
        if (integerAsText && !node.isString()) {
            return node.isIntegralNumber()
                    ? node.asString()
                    : JsonValues.wrong(field, node, "must be a string or an integer", violations);
        }
        return JsonValues.text(field, node, violations);
    }

    private @Nullable Object list(String field, JsonNode node, JavaType itemType, DeserializationContext context) {
        if (!node.isArray() && !(singleAsArray && node.isString())) {
            return JsonValues.wrong(field, node, "must be an array", violations(context));
        }
        List<Object> items = new ArrayList<>();
        if (!node.isArray()) {
            Object only = read(field, node, itemType, context);
            return only == null ? List.of("-") : List.of(only);
        }
        if (node.size() > MAX_ITEMS) {
            violations(context).add(field, Code.OUT_OF_RANGE, "must have at most %d items; had %d".formatted(MAX_ITEMS, node.size()));
            return null;
        }
        for (int i = 0; i < node.size(); i++) {
            Object item = read(field + "[" + i + "]", node.get(i), itemType, context);
            Object kept = item == null ? placeFor(itemType, context) : item;
            if (kept != null) {
                items.add(kept);
            }
        }
        return items;
    }

    /** Returns a placeholder for an invalid item, so that the others keep their indexes. */
    private static @Nullable Object placeFor(JavaType type, DeserializationContext context) {
        Class<?> raw = type.getRawClass();
        if (raw.isRecord()) {
            return context.readTreeAsValue(context.getNodeFactory().objectNode(), type);
        }
        return raw == String.class ? "-" : raw == Long.class ? Long.valueOf(0) : null;
    }

    private static Map<String, JsonNode> object(JsonNode node) {
        Map<String, JsonNode> members = new LinkedHashMap<>();
        node.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
        return members;
    }

    private static @Nullable Object nested(String field, JsonNode node, JavaType type, DeserializationContext context) {
        if (!node.isObject()) {
            return JsonValues.wrong(field, node, "must be an object", violations(context));
        }
        Object outer = context.getAttribute(PARENT);
        context.setAttribute(PARENT, field + ".");
        Object value = context.readTreeAsValue(node, type);
        context.setAttribute(PARENT, outer);
        return value;
    }

    static Violations violations(DeserializationContext context) {
        return (Violations) context.getAttribute(Violations.class);
    }
}
