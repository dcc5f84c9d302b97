package io.opportunities.web.json;

import jakarta.validation.valueextraction.ExtractedValue;
import jakarta.validation.valueextraction.ValueExtractor;

/** Applies constraints to the value of a member: {@code PatchField<@Size(max = 9) String>}. */
public final class PatchFieldValueExtractor implements ValueExtractor<PatchField<@ExtractedValue ?>> {

    @Override
    public void extractValues(PatchField<?> field, ValueReceiver receiver) {
        if (field instanceof PatchField.Given<?> given) {
            receiver.value(null, given.value());
        }
    }
}
