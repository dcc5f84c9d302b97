package io.opportunities.identity.security;

import io.opportunities.identity.Caller;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.context.NullSecurityContextRepository;

/**
 * The security settings of every port: each call carries its credentials, and no session exists. Only {@link Caller} provides the caller;
 * the servlet request does not.
 */
public final class StatelessSecurity {

    private StatelessSecurity() {}

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
