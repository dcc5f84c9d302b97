package io.opportunities.identity;

import io.opportunities.common.ApiException;
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

/** Learns from the {@code x-api-key} header who is calling, and lets pass whoever may call so soon again. */
final class ApiKeyFilter extends OncePerRequestFilter {

    static final String HEADER = "x-api-key";

    /** Under which the company and the beginning of the key stand in the logging context. */
    private static final String COMPANY = "companyId";
    private static final String KEY = "apiKeyPrefix";

    private final KeyGuard guard;
    private final RequestMatcher exact;
    private final HandlerExceptionResolver errors;

    /** @param exact requests that what was true a second ago is not good enough for */
    ApiKeyFilter(KeyGuard guard, RequestMatcher exact, HandlerExceptionResolver errors) {
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
            MDC.put(KEY, Token.of(secret).prefix());
            guard.spend(caller, response);
            caller.enter();
        });
    }
}
