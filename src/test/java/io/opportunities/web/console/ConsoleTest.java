package io.opportunities.web.console;

import io.opportunities.support.ApiTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.test.context.TestPropertySource;

/** A test in a browser. A parameter of type {@link Console} gets a company of its own. Skipped where no Chromium is installed. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ApiTest
@TestPropertySource(properties = "opportunities.webhooks.allow-private-targets=true")
@ExtendWith(ConsoleExtension.class)
@interface ConsoleTest {}
