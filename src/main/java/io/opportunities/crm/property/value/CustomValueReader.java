package io.opportunities.crm.property.value;

import io.opportunities.common.contact.EmailAddress;
import io.opportunities.common.Text;
import io.opportunities.crm.property.value.CustomValues.NewOption;
import io.opportunities.web.error.Violation.Code;
import io.opportunities.web.error.Violations;
import jakarta.validation.Validator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the {@code custom} member of one request and checks it against the properties of the company. */
public final class CustomValueReader implements PropertyType.Rules {

    private static final int MAX_REPORTED_OPTIONS = 20;
    private static final int MAX_ITEMS = 100;
    public static final int MAX_KEYS = 500;
    private static final int MAX_NEW_OPTIONS = 100;

    private final Map<String, PropertyDefinition> definitions;
    private final Map<OptionKey, String> added;
    private final boolean allowNewOptions;
    private final Validator validator;
    private final Map<OptionKey, NewOption> newOptions = new LinkedHashMap<>();
    private @Nullable PropertyDefinition reading;

    /**
     * @param definitions by key name
     * @param added labels of options that are newer than the definitions
     */
    public CustomValueReader(Map<String, PropertyDefinition> definitions, Map<OptionKey, String> added, boolean allowNewOptions,
            Validator validator) {
        this.definitions = definitions;
        this.added = added;
        this.allowNewOptions = allowNewOptions;
        this.validator = validator;
    }

    /** Returns the options that custom values name and the definitions lack. */
    public static Set<OptionKey> unknownOptions(Map<String, PropertyDefinition> definitions, Map<String, JsonNode> custom) {
        Set<OptionKey> unknown = new LinkedHashSet<>();
        custom.entrySet().stream().limit(MAX_KEYS).forEach(member -> {
            PropertyDefinition definition = definitions.get(member.getKey());
            if (definition != null && definition.type() == PropertyType.DROPDOWN) {
                Stream<JsonNode> items = member.getValue().isArray() ? member.getValue().valueStream() : Stream.of(member.getValue());
                items.limit(MAX_ITEMS).filter(JsonNode::isString).map(JsonNode::stringValue).filter(Text::isStorable).map(Text::fold)
                        .filter(key -> !key.isEmpty() && !definition.labels().containsKey(key))
                        .forEach(key -> unknown.add(new OptionKey(definition.id(), key)));
            }
        });
        return unknown;
    }

    public CustomValues read(Map<String, JsonNode> custom, Violations violations) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        if (custom.size() > MAX_KEYS) {
            violations.add("custom", Code.OUT_OF_RANGE, "must have at most %d members; had %d".formatted(MAX_KEYS, custom.size()));
            return CustomValues.NONE;
        }
        custom.forEach((key, node) -> {
            PropertyDefinition definition = definitions.get(key);
            if (definition == null) {
                reject(key, "", violations);
            } else {
                values.put(key, value("custom." + key, definition, node, violations));
            }
        });
        Map<String, Object> defaults = new LinkedHashMap<>();
        definitions.values().stream().filter(definition -> definition.defaultValue() != null && !custom.containsKey(definition.keyName()))
                .forEach(definition -> defaults.put(definition.keyName(), definition.defaultValue()));
        return new CustomValues(values, List.copyOf(newOptions.values()), defaults);
    }

    /** Adds a violation for an unknown key, unless it already has one. */
    public static void reject(String key, String suggestion, Violations violations) {
        String field = "custom." + key;
        if (!violations.mentions(field)) {
            violations.add(field, Code.UNKNOWN_MEMBER, "is no known property" + suggestion);
        }
    }

    @Nullable
    public Object value(String field, PropertyDefinition definition, JsonNode node, Violations violations) {
        reading = definition;
        if (isNothing(node)) {
            return null;
        }
        if (!definition.multiple()) {
            return definition.type().read(field, node, this, violations);
        }
        List<JsonNode> items = node.isArray() ? node.valueStream().toList() : List.of(node);
        if (items.size() > MAX_ITEMS) {
            violations.add(field, Code.TOO_LONG, "must have at most %d items; had %d".formatted(MAX_ITEMS, items.size()));
            return null;
        }
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            Object value = definition.type().read(node.isArray() ? field + "[" + i + "]" : field, items.get(i), this, violations);
            if (value != null && !value.equals("")) {
                values.add(value);
            }
        }
        return values.isEmpty() ? null : values.stream().distinct().toList();
    }

    private static boolean isNothing(JsonNode node) {
        return node.isNull() || node.isString() && Text.isBlank(node.stringValue());
    }

    @Override
    public @Nullable String option(String field, String label, Violations violations) {
        PropertyDefinition definition = reading;
        if (definition == null) {
            throw new IllegalStateException("an option belongs to a property");
        }
        OptionKey key = new OptionKey(definition.id(), Text.fold(label));
        String known = definition.labels().getOrDefault(key.labelKey(), added.get(key));
        if (known != null) {
            return known;
        }
        if (allowNewOptions && !key.labelKey().isEmpty()) {
            return newOption(field, definition, label, key, violations);
        }
        violations.add(field, Code.UNKNOWN_OPTION, "must be one of %s, or sent with allow_new_options=true; was %s"
                .formatted(definition.labels().values().stream().limit(MAX_REPORTED_OPTIONS).collect(Collectors.joining(", ")),
                        Text.quote(label)));
        return null;
    }

    private @Nullable String newOption(String field, PropertyDefinition definition, String label, OptionKey key, Violations violations) {
        if (newOptions.size() == MAX_NEW_OPTIONS && !newOptions.containsKey(key)) {
            violations.add(field, Code.OUT_OF_RANGE, "is one new option too many: a request may bring %d".formatted(MAX_NEW_OPTIONS));
            return null;
        }
        return newOptions.computeIfAbsent(key, option -> new NewOption(definition.keyName(), definition.id(), label, key.labelKey()))
                .label();
    }

    @Override
    public boolean isEmail(String text) {
        return EmailAddress.isValid(text, validator);
    }
}
