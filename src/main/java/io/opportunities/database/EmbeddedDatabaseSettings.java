package io.opportunities.database;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.StringUtils;

/**
 * Where the embedded PostgreSQL keeps its data; blank counts as unset.
 *
 * @param dataDirectory a directory of this service alone, made when it is missing
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
