package io.opportunities.web.json;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The member must be given: not absent, null or blank. A PATCH may omit it, because the record already has it. */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = Required.Validator.class)
public @interface Required {

    String message() default "is required";

    /** Whether a PATCH may clear it. */
    boolean clearable() default false;

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Accepts a given value only. */
    final class Validator implements ConstraintValidator<Required, PatchField<?>> {

        @Override
        public boolean isValid(PatchField<?> field, ConstraintValidatorContext context) {
            return field instanceof PatchField.Given<?>;
        }
    }
}
