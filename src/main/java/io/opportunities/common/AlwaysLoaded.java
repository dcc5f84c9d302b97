package io.opportunities.common;

import jakarta.validation.Configuration;
import jakarta.validation.Path;
import jakarta.validation.TraversableResolver;
import java.lang.annotation.ElementType;
import org.hibernate.validator.BaseHibernateValidatorConfiguration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.validation.autoconfigure.ValidationConfigurationCustomizer;
import org.springframework.stereotype.Component;

/** What is checked came with a request: of no member need JPA be asked whether it is loaded, nor the answer be remembered. */
@Component
final class AlwaysLoaded implements TraversableResolver, ValidationConfigurationCustomizer {

    @Override
    public void customize(Configuration<?> validation) {
        validation.traversableResolver(this)
                .addProperty(BaseHibernateValidatorConfiguration.ENABLE_TRAVERSABLE_RESOLVER_RESULT_CACHE, "false");
    }

    @Override
    public boolean isReachable(@Nullable Object checked, Path.Node member, Class<?> root, Path path, ElementType kind) {
        return true;
    }

    @Override
    public boolean isCascadable(@Nullable Object checked, Path.Node member, Class<?> root, Path path, ElementType kind) {
        return true;
    }
}
