package io.opportunities.operator.management;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/** Excludes the auto-configuration of tracing if no endpoint for traces is set, so that no spans are created in vain. */
final class TracingOnDemand implements AutoConfigurationImportFilter, EnvironmentAware {

    private static final String ENDPOINT = "management.opentelemetry.tracing.export.otlp.endpoint";
    private static final String TRACING = "org.springframework.boot.micrometer.tracing.";
    private static final String OPEN_TELEMETRY = "org.springframework.boot.opentelemetry.";

    private boolean wanted;

    @Override
    public void setEnvironment(Environment environment) {
        wanted = !environment.getProperty(ENDPOINT, "").isBlank();
    }

    @Override
    public boolean[] match(@Nullable String[] configurations, AutoConfigurationMetadata metadata) {
        boolean[] matches = new boolean[configurations.length];
        for (int i = 0; i < matches.length; i++) {
            String name = String.valueOf(configurations[i]);
            matches[i] = wanted || !name.startsWith(TRACING) && !name.startsWith(OPEN_TELEMETRY);
        }
        return matches;
    }
}
