package io.opportunities.web.json;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The member is fixed at creation: a PATCH must not contain it. */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = CreateOnly.Validator.class)
public @interface CreateOnly {

    String message() default "cannot be changed";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Accepts an absent member only; {@link RequestValidator} applies it to changes only. */
    final class Validator implements ConstraintValidator<CreateOnly, PatchField<?>> {

        @Override
        public boolean isValid(PatchField<?> field, ConstraintValidatorContext context) {
            return field.isAbsent();
        }
    }
}
