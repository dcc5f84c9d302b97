package io.opportunities.common;

import jakarta.validation.valueextraction.ExtractedValue;
import jakarta.validation.valueextraction.ValueExtractor;

/** Lets constraints stand on what a member holds: {@code PatchField<@Size(max = 9) String>}. */
public final class PatchFieldExtractor implements ValueExtractor<PatchField<@ExtractedValue ?>> {

    @Override
    public void extractValues(PatchField<?> field, ValueReceiver receiver) {
        if (field instanceof PatchField.Given<?> given) {
            receiver.value(null, given.value());
        }
    }
}
