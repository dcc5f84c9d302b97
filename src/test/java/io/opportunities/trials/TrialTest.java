package io.opportunities.trials;

import io.opportunities.support.CheapPasswords;
import io.opportunities.support.PostgresConfiguration;
import io.opportunities.support.Service;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;

/** A trial of the service in this process, with short timeouts for slow clients, no rate limit, and no recording of requests. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = {"management.server.port=0",
        "opportunities.rate-limit.per-second=0", "opportunities.authentication.key-failures-per-minute=1000000",
        "opportunities.authentication.login-failures-per-minute=1000000", "opportunities.header-timeout=4s",
        "opportunities.body-timeout=4s"})
@Import({PostgresConfiguration.class, Service.class, CheapPasswords.class})
@interface TrialTest {}
