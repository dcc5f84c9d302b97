package io.opportunities.operator.settings;

import io.opportunities.web.json.Sensitive;
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
 * One of the service's own settings: a component of a settings record.
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

    /** Returns the name in the environment, such as {@code OPPORTUNITIES_RATE_LIMIT_PER_DAY}. */
    String variable() {
        return key.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT);
    }

    ConfigurationPropertyName name() {
        return ConfigurationPropertyName.of(key);
    }

    boolean isSecret() {
        return component.isAnnotationPresent(Sensitive.class);
    }

    Bindable<?> bindable() {
        return Bindable.of(ResolvableType.forType(component.getGenericType()));
    }

    /** Returns whether a property of this name sets it, or a part of it. Names in the environment do not distinguish words from parts. */
    boolean isSetBy(ConfigurationPropertyName property) {
        return letters(key).equals(letters(property.toString()).replaceFirst("\\d+$", ""));
    }

    private static String letters(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
    }
}
