package io.opportunities.web.json;

import jakarta.validation.Configuration;
import jakarta.validation.Path;
import jakarta.validation.TraversableResolver;
import java.lang.annotation.ElementType;
import org.hibernate.validator.BaseHibernateValidatorConfiguration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.validation.autoconfigure.ValidationConfigurationCustomizer;
import org.springframework.stereotype.Component;

/** Treats all validated members as loaded. They come from a request, so validation need not query JPA or cache its results. */
@Component
final class AlwaysTraversable implements TraversableResolver, ValidationConfigurationCustomizer {

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
