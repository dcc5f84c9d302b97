package io.opportunities.identity;

import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.context.NullSecurityContextRepository;

/**
 * What holds on every port: each call brings what it is let in with, and nothing of it is remembered for the next one. Who is calling is asked
 * of {@link Caller} alone; the request itself does not tell.
 */
public final class Stateless {

    private Stateless() {}

    public static HttpSecurity calls(HttpSecurity http) {
        return http.headers(SecurityHeaders::configure)
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .anonymous(AbstractHttpConfigurer::disable)
                .servletApi(AbstractHttpConfigurer::disable)
                .sessionManagement(AbstractHttpConfigurer::disable)
                .securityContext(context -> context.securityContextRepository(new NullSecurityContextRepository()));
    }
}
