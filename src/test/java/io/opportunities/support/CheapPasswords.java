package io.opportunities.support;

import io.opportunities.identity.authentication.AuthenticationSettings;
import io.opportunities.identity.authentication.BoundedPasswordEncoder;
import java.util.Map;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Hashes passwords with the service's algorithm at its lowest cost: nearly every test creates a company, whose admin has a password. */
@TestConfiguration(proxyBeanMethods = false)
@ConditionalOnProperty(name = CheapPasswords.PROPERTY, matchIfMissing = true)
public class CheapPasswords {

    /** Set to false by tests of concurrent hashes, which need the real cost. */
    public static final String PROPERTY = "tests.cheap-passwords";

    private static final int LOWEST_COST = 4;

    @Bean
    @Primary
    PasswordEncoder cheapPasswordEncoder(AuthenticationSettings settings) {
        return new BoundedPasswordEncoder(new DelegatingPasswordEncoder("bcrypt", Map.of("bcrypt", new BCryptPasswordEncoder(LOWEST_COST))),
                settings.hashesAtOnce());
    }
}
