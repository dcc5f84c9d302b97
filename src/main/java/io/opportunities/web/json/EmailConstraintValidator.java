package io.opportunities.web.json;

import io.opportunities.common.contact.EmailAddress;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.constraints.Email;
import org.hibernate.validator.HibernateValidatorConfiguration;
import org.hibernate.validator.cfg.ConstraintMapping;
import org.hibernate.validator.internal.constraintvalidators.bv.EmailValidator;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.validation.autoconfigure.ValidationConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Validates {@link Email} as Hibernate does, and rejects a text for which Hibernate would throw. */
public final class EmailConstraintValidator implements ConstraintValidator<Email, CharSequence> {

    private final EmailValidator rule = new EmailValidator();

    @Override
    public void initialize(Email constraint) {
        rule.initialize(constraint);
    }

    @Override
    public boolean isValid(@Nullable CharSequence text, ConstraintValidatorContext context) {
        return text == null || EmailAddress.isConvertible(text.toString()) && rule.isValid(text, context);
    }

    /** Replaces Hibernate's validator. */
    @Configuration(proxyBeanMethods = false)
    static class Registration {

        @Bean
        ValidationConfigurationCustomizer emailRule() {
            return configuration -> {
                if (configuration instanceof HibernateValidatorConfiguration hibernate) {
                    ConstraintMapping mapping = hibernate.createConstraintMapping();
                    mapping.constraintDefinition(Email.class).validatedBy(EmailConstraintValidator.class).includeExistingValidators(false);
                    hibernate.addMapping(mapping);
                }
            };
        }
    }
}
