package io.opportunities.common;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The member is settled when the record is made: a PATCH must not name it. */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = CreateOnly.Validator.class)
public @interface CreateOnly {

    String message() default "cannot be changed";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Holds where nothing came; {@link Constraints} asks it of changes only. */
    final class Validator implements ConstraintValidator<CreateOnly, PatchField<?>> {

        @Override
        public boolean isValid(PatchField<?> field, ConstraintValidatorContext context) {
            return field.isAbsent();
        }
    }
}
