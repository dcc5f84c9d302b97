package io.opportunities.operator.management;

import io.opportunities.web.json.Sensitive;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Credentials of the operator.
 *
 * @param token required on calls of the management port; blank counts as unset
 */
@ConfigurationProperties("opportunities.operator")
record OperatorSettings(@Sensitive @Nullable String token) {

    OperatorSettings {
        token = token == null || token.isBlank() ? null : token.strip();
    }

    @Override
    public String toString() {
        return "OperatorSettings[]";
    }
}
