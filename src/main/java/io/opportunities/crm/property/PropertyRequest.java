package io.opportunities.crm.property;

import io.opportunities.common.Text;
import io.opportunities.crm.property.value.PropertyType;
import io.opportunities.search.RecordType;
import io.opportunities.web.error.Violation.Code;
import io.opportunities.web.error.Violations;
import io.opportunities.web.json.CreateOnly;
import io.opportunities.web.json.PatchField;
import io.opportunities.web.json.Required;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hibernate.validator.constraints.CodePointLength;
import tools.jackson.databind.JsonNode;

/** The body of {@code POST /properties}, and of a PATCH, whose options are all of them in their new order. */
@Schema(example = """
        {"recordType": "opportunity", "name": "Roof pitch", "type": "DROPDOWN", "options": ["Low", "Steep"]}""")
record PropertyRequest(
        @Required @CreateOnly @Schema(allowableValues = {
                "account", "opportunity", "client", "request"}) PatchField<String> recordType,
        @Required PatchField<@CodePointLength(min = 1, max = 255) String> name,
        @Required @CreateOnly PatchField<PropertyType> type,
        @CreateOnly PatchField<@Pattern(regexp = "[A-Za-z][A-Za-z0-9_]{0,63}", message = "must be 1 to 64 letters, digits and underscores, a letter first") String> keyName,
        @CreateOnly @Schema(defaultValue = "false") PatchField<Boolean> isMultiple,
        PatchField<@Size(max = PropertyOption.MAX_PER_PROPERTY) List<@CodePointLength(min = 1, max = PropertyType.MAX_OPTION_LENGTH) String>> options,
        PatchField<JsonNode> defaultValue) {

    PropertyDraft toDraft(Violations violations) {
        Optional<RecordType> kind = recordType.toOptional().flatMap(RecordTypeNames::find);
        if (kind.isEmpty() && recordType instanceof PatchField.Given<String>(String given)) {
            violations.add("recordType", Code.NOT_ALLOWED,
                    "must be one of account, opportunity (or their old names client, request); was " + Text.quote(given));
        }
        PropertyDraft draft = new PropertyDraft(kind.orElse(RecordType.OPPORTUNITY), name.or(""), type.or(PropertyType.TEXT),
                key(violations), isMultiple.or(false), options.or(List.of()), givenDefault().orNull());
        draft.definition().checkOptions(violations);
        return draft;
    }

    PropertyChange toChange() {
        return new PropertyChange(name, options, givenDefault());
    }

    /** Returns the default value. An empty array means none, as in responses. */
    private PatchField<JsonNode> givenDefault() {
        return defaultValue instanceof PatchField.Given<JsonNode>(JsonNode given) && given.isArray() && given.isEmpty()
                ? PatchField.cleared()
                : defaultValue;
    }

    /** Returns the key, or derives it from the name: {@code Roof type} becomes {@code roof_type}. */
    private String key(Violations violations) {
        if (keyName instanceof PatchField.Given<String>(String given)) {
            return given;
        }
        StringBuilder key = new StringBuilder();
        for (char c : name.or("").toLowerCase(Locale.ROOT).toCharArray()) {
            boolean plain = c >= 'a' && c <= 'z' || c >= '0' && c <= '9' && !key.isEmpty();
            if (plain) {
                key.append(c);
            } else if (!key.isEmpty() && key.charAt(key.length() - 1) != '_') {
                key.append('_');
            }
        }
        String keyName = key.substring(0, Math.min(64, key.length())).replaceAll("_$", "");
        if (keyName.isEmpty() && name instanceof PatchField.Given<?>) {
            violations.add("keyName", Code.REQUIRED, "is required where the name has no letters a to z to make it of");
        }
        return keyName;
    }
}
