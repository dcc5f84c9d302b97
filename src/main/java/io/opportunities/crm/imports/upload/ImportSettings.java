package io.opportunities.crm.imports.upload;

import io.opportunities.database.RetentionTask;
import jakarta.validation.constraints.Positive;
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
 * Settings of imports.
 *
 * @param maxImportSize largest file in bytes
 * @param maxImportRows most rows of a file
 * @param importRate minimum speed of an upload, in bytes per second
 * @param importRetention age up to which imports are kept, with their files and rows; a number alone is days, 0: for ever
 * @param importTurn how long a worker keeps an import while those of other companies wait
 */
@ConfigurationProperties("opportunities")
public record ImportSettings(@DefaultValue("1073741824") @Positive long maxImportSize,
        @DefaultValue("5000000") @Positive long maxImportRows, @DefaultValue("16384") @Positive int importRate,
        @DefaultValue("30d") @DurationUnit(ChronoUnit.DAYS) @DurationMin(message = "must be 0 or more") @DurationMax(days = 36_500, message = "must be at most 36500d") Duration importRetention,
        @DefaultValue("30s") @DurationMin(millis = 1, message = "must be above 0") Duration importTurn) {

    /** After this time a file without an import is left over from an upload that failed. */
    private static final Duration UPLOAD = Duration.ofDays(1);

    /** Registers the removal of expired imports, and of files that never became one. */
    @Configuration(proxyBeanMethods = false)
    static class Retention {

        @Bean
        RetentionTask.Rule expiredImports(ImportSettings settings) {
            return new RetentionTask.Rule("import", settings.importRetention());
        }

        @Bean
        RetentionTask.Rule expiredImportFiles() {
            return new RetentionTask.Rule("import_file", UPLOAD);
        }
    }
}
