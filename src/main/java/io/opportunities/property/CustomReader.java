package io.opportunities.property;

import io.opportunities.common.EmailAddress;
import io.opportunities.common.PhoneNumbers;
import io.opportunities.common.Text;
import io.opportunities.common.Violation.Code;
import io.opportunities.common.Violations;
import io.opportunities.property.CustomValues.NewOption;
import jakarta.validation.Validator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the {@code custom} member of one request against the properties of the company. */
final class CustomReader implements PropertyType.Rules {

    private static final int OPTIONS_SHOWN = 20;
    private static final int MOST_ITEMS = 100;
    private static final int MOST_KEYS = 500;

    private final Map<String, PropertyDefinition> definitions;
    private final boolean allowNewOptions;
    private final PhoneNumbers phoneNumbers;
    private final Validator validator;
    private final List<NewOption> newOptions = new ArrayList<>();
    private @Nullable PropertyDefinition reading;

    CustomReader(Map<String, PropertyDefinition> definitions, boolean allowNewOptions, PhoneNumbers phoneNumbers, Validator validator) {
        this.definitions = definitions;
        this.allowNewOptions = allowNewOptions;
        this.phoneNumbers = phoneNumbers;
        this.validator = validator;
    }

    CustomValues read(Map<String, JsonNode> custom, Violations violations) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        if (custom.size() > MOST_KEYS) {
            violations.add("custom", Code.OUT_OF_RANGE, "must have at most %d members; had %d".formatted(MOST_KEYS, custom.size()));
            return CustomValues.NONE;
        }
        custom.forEach((key, node) -> {
            PropertyDefinition definition = definitions.get(key);
            if (definition == null) {
                violations.add("custom." + key, Code.UNKNOWN_MEMBER, "is no known property" + suggestion(key));
            } else {
                values.put(key, value("custom." + key, definition, node, violations));
            }
        });
        Map<String, Object> defaults = new LinkedHashMap<>();
        definitions.values().stream().filter(definition -> definition.defaultValue() != null && !custom.containsKey(definition.keyName()))
                .forEach(definition -> defaults.put(definition.keyName(), definition.defaultValue()));
        return new CustomValues(values, List.copyOf(newOptions), defaults);
    }

    @Nullable
    Object value(String field, PropertyDefinition definition, JsonNode node, Violations violations) {
        reading = definition;
        if (isNothing(node)) {
            return null;
        }
        if (!definition.multiple()) {
            return definition.type().read(field, node, this, violations);
        }
        List<JsonNode> items = node.isArray() ? node.valueStream().toList() : List.of(node);
        if (items.size() > MOST_ITEMS) {
            violations.add(field, Code.TOO_LONG, "must have at most %d items; had %d".formatted(MOST_ITEMS, items.size()));
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
        String key = Text.fold(label);
        Optional<String> known = definition.option(label)
                .or(() -> newOptions.stream().filter(option -> option.propertyId() == definition.id() && option.labelKey().equals(key))
                        .map(NewOption::label).findFirst());
        if (known.isPresent()) {
            return known.get();
        }
        if (allowNewOptions && !key.isEmpty()) {
            newOptions.add(new NewOption(definition.keyName(), definition.id(), label, key));
            return label;
        }
        violations.add(field, Code.UNKNOWN_OPTION, "must be one of %s, or sent with allow_new_options=true; was %s"
                .formatted(String.join(", ", definition.options().stream().limit(OPTIONS_SHOWN).toList()), Text.quote(label)));
        return null;
    }

    @Override
    public boolean isEmail(String text) {
        return EmailAddress.isValid(text, validator);
    }

    @Override
    public boolean isPhone(String text) {
        return phoneNumbers.key(text) != null;
    }

    private String suggestion(String key) {
        return Text.nearest(key, definitions.keySet())
                .map(known -> "; the nearest is custom." + known)
                .orElse("; this company has none for this record");
    }
}
