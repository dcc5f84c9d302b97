package io.opportunities.common;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The member must be given: neither left out, nor null, nor blank. A PATCH may leave it out, as the record has it already. */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = Required.Validator.class)
public @interface Required {

    String message() default "is required";

    /** Whether a PATCH may clear it. */
    boolean clearable() default false;

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Holds where a value was given. */
    final class Validator implements ConstraintValidator<Required, PatchField<?>> {

        @Override
        public boolean isValid(PatchField<?> field, ConstraintValidatorContext context) {
            return field instanceof PatchField.Given<?>;
        }
    }
}
