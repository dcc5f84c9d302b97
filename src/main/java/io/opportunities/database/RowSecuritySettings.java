package io.opportunities.database;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whether the database isolates companies too.
 *
 * @param rowLevelSecurity false: the service acts as the owner of the tables, whom row-level security does not bind
 */
@ConfigurationProperties("opportunities")
record RowSecuritySettings(@DefaultValue("true") boolean rowLevelSecurity) {}
