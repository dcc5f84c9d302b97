package io.opportunities.operator.settings;

import io.opportunities.common.Text;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.hibernate.validator.HibernateValidator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.Environment;

/**
 * Validates all settings before any bean starts. It reports all invalid ones at once, and stops the start. An unknown name only causes a
 * warning, because variables of a newer version must not prevent the start.
 */
final class SettingsValidator implements BeanFactoryPostProcessor {

    private static final Logger LOG = LoggerFactory.getLogger(SettingsValidator.class);

    private static final String BASE_PACKAGE = "io.opportunities";
    private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("opportunities");
    /** Variables that Kubernetes adds to the environment of every container for a service whose name starts with opportunities. */
    private static final Pattern KUBERNETES = Pattern.compile("opportunities\\.(.+\\.)?(service\\.(host|port.*)|port(\\.\\d+\\..*)?)");
    private static final Map<Class<?>, String> RIGHT = Map.of(
            Duration.class, "must be a duration such as 500ms, 20s or 1m",
            int.class, "must be a whole number of at most " + Integer.MAX_VALUE,
            Integer.class, "must be a whole number of at most " + Integer.MAX_VALUE,
            Long.class, "must be a whole number",
            boolean.class, "must be true or false");

    private final Environment environment;
    private final Binder binder;

    SettingsValidator(Environment environment) {
        this.environment = environment;
        this.binder = Binder.get(environment);
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        List<Class<?>> holders = holders(beans);
        List<Setting> known = holders.stream().flatMap(Setting::of).toList();
        warnOfUnknown(known);
        List<String> faults = new ArrayList<>();
        try (ValidatorFactory validators = Validation.byProvider(HibernateValidator.class).configure().defaultLocale(Locale.ENGLISH)
                .buildValidatorFactory()) {
            for (Class<?> holder : holders) {
                faults.addAll(faults(holder, validators.getValidator()));
            }
        }
        if (!faults.isEmpty()) {
            throw new InvalidSettingsException(faults);
        }
    }

    static List<Class<?>> holders(ConfigurableListableBeanFactory beans) {
        return Arrays.stream(beans.getBeanNamesForAnnotation(ConfigurationProperties.class))
                .<Class<?>>map(beans::getType)
                .filter(type -> type != null && type.getPackageName().startsWith(BASE_PACKAGE))
                .distinct().toList();
    }

    /** Validates each setting, and without violations the whole record, which may detect more. */
    private List<String> faults(Class<?> holder, Validator validator) {
        List<String> faults = Setting.of(holder).flatMap(setting -> faults(setting, validator)).toList();
        if (faults.isEmpty()) {
            try {
                binder.bindOrCreate(holder.getAnnotation(ConfigurationProperties.class).value(), holder);
            } catch (BindException failure) {
                return List.of(String.valueOf(NestedExceptionUtils.getMostSpecificCause(failure).getMessage()));
            }
        }
        return faults;
    }

    private Stream<String> faults(Setting setting, Validator validator) {
        try {
            Object value = binder.bind(setting.name(), setting.bindable()).orElse(null);
            return value == null
                    ? Stream.empty()
                    : validator.validateValue(setting.holder(), setting.component().getName(), value).stream()
                            .map(ConstraintViolation::getMessage).map(rule -> sentence(setting, rule));
        } catch (BindException failure) {
            return Stream.of(sentence(setting, RIGHT.getOrDefault(setting.component().getType(), "cannot be read")));
        }
    }

    private String sentence(Setting setting, String rule) {
        ConfigurationProperty came = sources().map(source -> source.getConfigurationProperty(setting.name())).filter(Objects::nonNull)
                .findFirst().orElse(null);
        if (came == null) {
            return "%s %s".formatted(setting.key(), rule);
        }
        String value = setting.isSecret() ? "" : "; was " + Text.quote(String.valueOf(came.getValue()));
        return "%s %s%s (from %s)".formatted(setting.key(), rule, value, origin(came));
    }

    private void warnOfUnknown(List<Setting> known) {
        List<String> keys = known.stream().map(Setting::key).toList();
        sources().filter(IterableConfigurationPropertySource.class::isInstance).map(IterableConfigurationPropertySource.class::cast)
                .forEach(source -> source.stream()
                        .filter(ROOT::isAncestorOf)
                        .filter(name -> !KUBERNETES.matcher(name.toString()).matches())
                        .filter(name -> known.stream().noneMatch(setting -> setting.isSetBy(name)))
                        .forEach(name -> LOG.warn("There is no setting {} (from {}), so it has no effect; the nearest is {}", name,
                                origin(source.getConfigurationProperty(name)), Text.nearest(name.toString(), keys).orElse(""))));
    }

    private Stream<ConfigurationPropertySource> sources() {
        Iterable<ConfigurationPropertySource> all = ConfigurationPropertySources.get(environment);
        return StreamSupport.stream(all.spliterator(), false);
    }

    private static String origin(@Nullable ConfigurationProperty property) {
        return property == null || property.getOrigin() == null ? "an unnamed source" : String.valueOf(property.getOrigin());
    }

    /** Registers the validation after all settings records and before any other bean. */
    @Configuration(proxyBeanMethods = false)
    static class BeforeAnythingElse {

        @Bean
        static SettingsValidator settingsCheck(Environment environment) {
            return new SettingsValidator(environment);
        }
    }
}
