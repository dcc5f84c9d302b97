package io.opportunities.identity;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/** The scope of an API key. */
public enum ApiKeyScope {

    FULL, READ;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    public static Optional<ApiKeyScope> of(String wireName) {
        return Arrays.stream(values()).filter(scope -> scope.wireName().equals(wireName)).findFirst();
    }
}
