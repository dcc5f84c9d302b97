package io.opportunities.web.openapi;

import io.swagger.v3.oas.models.media.Schema;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.math.BigDecimal;
import org.hibernate.validator.constraints.CodePointLength;
import org.hibernate.validator.constraints.Range;

/** Converts constraints to schemas, so that validation and documentation cannot differ. */
final class ConstraintSchemas {

    private ConstraintSchemas() {}

    static void apply(Annotation[] annotations, Schema<?> schema) {
        for (Annotation annotation : annotations) {
            switch (annotation) {
                case CodePointLength length -> length(length, schema);
                case Size size -> size(size, schema);
                case Digits digits -> digits(digits, schema);
                case Range range -> schema.minimum(BigDecimal.valueOf(range.min())).maximum(BigDecimal.valueOf(range.max()));
                case Email email -> schema.format("idn-email");
                case Pattern pattern -> schema.pattern("^\\s*(" + pattern.regexp() + ")\\s*$");
                default -> {
                }
            }
        }
    }

    private static void length(CodePointLength length, Schema<?> schema) {
        schema.maxLength(length.max());
        if (length.min() > 0) {
            schema.minLength(length.min());
        }
    }

    private static void size(Size size, Schema<?> schema) {
        schema.maxItems(size.max());
        if (size.min() > 0) {
            schema.minItems(size.min());
        }
    }

    private static void digits(Digits digits, Schema<?> schema) {
        BigDecimal bound = BigDecimal.TEN.pow(digits.integer());
        schema.setExclusiveMinimumValue(bound.negate());
        schema.setExclusiveMaximumValue(bound);
        schema.description("At most %d digits before and %d after the decimal point".formatted(digits.integer(), digits.fraction()));
    }
}
