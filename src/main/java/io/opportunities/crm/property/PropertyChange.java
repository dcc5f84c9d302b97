package io.opportunities.crm.property;

import io.opportunities.web.json.PatchField;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A validated change of a property; absent members stay.
 *
 * @param options all of them in their new order
 */
record PropertyChange(PatchField<String> name, PatchField<List<String>> options, PatchField<JsonNode> defaultValue) {

    /** Returns the change that restores a removed property. Its options stay if the draft has none. */
    static PropertyChange restoring(PropertyDraft draft) {
        JsonNode fallback = draft.defaultValue();
        return new PropertyChange(PatchField.given(draft.name()),
                draft.options().isEmpty() ? PatchField.absent() : PatchField.given(draft.options()),
                fallback == null ? PatchField.cleared() : PatchField.given(fallback));
    }

    /** Returns the options after the change. */
    List<String> options(List<String> current) {
        return options.isAbsent() ? current : options.or(List.of());
    }

    @Nullable
    JsonNode newDefault() {
        return defaultValue.orNull();
    }
}
