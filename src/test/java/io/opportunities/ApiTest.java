package io.opportunities;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;

/** A test that speaks HTTP with the whole service on a real PostgreSQL; ask for {@link Service} to begin. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = {"management.server.port=0",
        "opportunities.rate-limit.per-second=0"})
@Import({PostgresConfiguration.class, StatementCounter.class, Service.class, DatabaseOwner.class})
public @interface ApiTest {}
