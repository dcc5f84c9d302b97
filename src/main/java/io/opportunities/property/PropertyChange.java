package io.opportunities.property;

import io.opportunities.common.PatchField;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a change says of a property, as checked input; what it leaves out stays.
 *
 * @param options all of them in their new order
 */
record PropertyChange(PatchField<String> name, PatchField<List<String>> options, PatchField<JsonNode> defaultValue) {

    /** What a property takes on that is defined anew after it was taken out of use: its options stay where none are given. */
    static PropertyChange again(PropertyDraft draft) {
        JsonNode fallback = draft.defaultValue();
        return new PropertyChange(PatchField.given(draft.name()),
                draft.options().isEmpty() ? PatchField.absent() : PatchField.given(draft.options()),
                fallback == null ? PatchField.cleared() : PatchField.given(fallback));
    }

    /** The options after it, each once whatever its case. */
    List<String> options(List<String> current) {
        return options.isAbsent() ? current : PropertyOption.distinct(options.or(List.of()));
    }

    /** Whether a new list of options comes, of which the ones that are not named yet must be held. */
    List<String> lockNames(long propertyId) {
        return options.or(List.of()).stream().map(label -> PropertyOption.lockName(propertyId, label)).toList();
    }

    @Nullable
    JsonNode newDefault() {
        return defaultValue.orNull();
    }
}
