package io.opportunities.identity.security;

import io.opportunities.identity.ApiKeyToken;
import io.opportunities.identity.authentication.ApiKeyAuthenticator;
import io.opportunities.web.error.ApiException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.MDC;
import org.springframework.dao.DataAccessException;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Authenticates the {@code x-api-key} header and applies the rate limits of the key. */
final class ApiKeyAuthenticationFilter extends OncePerRequestFilter {

    static final String HEADER = "x-api-key";

    /** Names of the company and the key prefix in the logging context. */
    private static final String COMPANY = "companyId";
    private static final String KEY = "apiKeyPrefix";

    private final ApiKeyAuthenticator guard;
    private final RequestMatcher exact;
    private final HandlerExceptionResolver errors;

    /** @param exact requests for which a second-old result is too old */
    ApiKeyAuthenticationFilter(ApiKeyAuthenticator guard, RequestMatcher exact, HandlerExceptionResolver errors) {
        this.guard = guard;
        this.exact = exact;
        this.errors = errors;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            try {
                enter(request, response);
            } catch (ApiException | DataAccessException refusal) {
                errors.resolveException(request, response, null, refusal);
                return;
            }
            chain.doFilter(request, response);
        } finally {
            MDC.remove(COMPANY);
            MDC.remove(KEY);
        }
    }

    private void enter(HttpServletRequest request, HttpServletResponse response) {
        String secret = request.getHeader(HEADER);
        if (secret == null) {
            return;
        }
        guard.identify(secret, exact.matches(request), request).ifPresent(caller -> {
            MDC.put(COMPANY, String.valueOf(caller.companyId()));
            MDC.put(KEY, ApiKeyToken.of(secret).prefix());
            guard.consume(caller, response);
            caller.enter();
        });
    }
}
