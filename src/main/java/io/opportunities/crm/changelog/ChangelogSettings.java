package io.opportunities.crm.changelog;

import io.opportunities.database.RetentionTask;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Settings of the changelog.
 *
 * @param changeRetention retention of changes; a number alone is days, 0: for ever
 */
@ConfigurationProperties("opportunities")
public record ChangelogSettings(
        @DefaultValue("0") @DurationUnit(ChronoUnit.DAYS) @DurationMin(message = "must be 0 or more") @DurationMax(days = 36_500, message = "must be at most 36500d") Duration changeRetention) {

    /** Registers the removal of expired changes. */
    @Configuration(proxyBeanMethods = false)
    static class Retention {

        @Bean
        RetentionTask.Rule expiredChanges(ChangelogSettings settings) {
            return new RetentionTask.Rule("change", settings.changeRetention());
        }
    }
}
