package io.opportunities.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;

/** A test over HTTP with the whole service on a real PostgreSQL. A parameter of type {@link Client} gets a company of its own. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = {"management.server.port=0",
        "opportunities.rate-limit.per-second=0"})
@ExtendWith(NewCompany.class)
@Import({PostgresConfiguration.class, StatementCounter.class, Service.class, DatabaseOwner.class, CheapPasswords.class})
public @interface ApiTest {}
