package io.opportunities.settings;

import io.opportunities.common.Secret;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.ResolvableType;

/**
 * One of the service's own settings: a component of a record of them.
 *
 * @param key as in a file, such as {@code opportunities.rate-limit.per-day}
 * @param holder the record
 */
record Setting(String key, Class<?> holder, RecordComponent component) {

    static Stream<Setting> of(Class<?> holder) {
        String prefix = holder.getAnnotation(ConfigurationProperties.class).value();
        return Arrays.stream(holder.getRecordComponents()).map(component -> new Setting(
                prefix + "." + DataObjectPropertyName.toDashedForm(component.getName()), holder, component));
    }

    /** As in the environment, such as {@code OPPORTUNITIES_RATE_LIMIT_PER_DAY}. */
    String variable() {
        return key.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT);
    }

    ConfigurationPropertyName name() {
        return ConfigurationPropertyName.of(key);
    }

    boolean isSecret() {
        return component.isAnnotationPresent(Secret.class);
    }

    Bindable<?> bindable() {
        return Bindable.of(ResolvableType.forType(component.getGenericType()));
    }

    /** Whether a property of this name sets it, or a part of it; in the environment words are not told from parts. */
    boolean isSetBy(ConfigurationPropertyName property) {
        return letters(key).equals(letters(property.toString()).replaceFirst("\\d+$", ""));
    }

    private static String letters(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
    }
}
