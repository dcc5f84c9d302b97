package io.opportunities.database.embedded;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.StringUtils;

/**
 * Settings of the embedded PostgreSQL; blank counts as unset.
 *
 * @param dataDirectory a directory of this service alone, created if missing
 */
@ConfigurationProperties("opportunities.embedded")
record EmbeddedDatabaseSettings(@DefaultValue(DEFAULT) String dataDirectory) {

    private static final String DEFAULT = "./data/postgres";

    EmbeddedDatabaseSettings {
        dataDirectory = StringUtils.hasText(dataDirectory) ? dataDirectory.strip() : DEFAULT;
    }

    Path path() {
        return Path.of(dataDirectory);
    }
}
