package io.opportunities.management;

import io.opportunities.common.Secret;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How the operator is known.
 *
 * @param token what calls of the management port bring; blank counts as unset
 */
@ConfigurationProperties("opportunities.operator")
record OperatorSettings(@Secret @Nullable String token) {

    OperatorSettings {
        token = token == null || token.isBlank() ? null : token.strip();
    }

    @Override
    public String toString() {
        return "OperatorSettings[]";
    }
}
