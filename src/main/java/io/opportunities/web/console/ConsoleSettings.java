package io.opportunities.web.console;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whether the service has a console.
 *
 * @param enabled if false, paths of the console are unknown
 */
@ConfigurationProperties("opportunities.console")
public record ConsoleSettings(@DefaultValue("true") boolean enabled) {}
