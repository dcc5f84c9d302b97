package io.opportunities.identity;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.dao.DataAccessException;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Learns from the {@code x-api-key} header who is calling. */
final class ApiKeyFilter extends OncePerRequestFilter {

    static final String HEADER = "x-api-key";

    private final CallerCache callers;
    private final RequestMatcher exact;
    private final ApiKeyUsage usage;
    private final HandlerExceptionResolver errors;

    /** @param exact requests that what was true a second ago is not good enough for */
    ApiKeyFilter(CallerCache callers, RequestMatcher exact, ApiKeyUsage usage, HandlerExceptionResolver errors) {
        this.callers = callers;
        this.exact = exact;
        this.usage = usage;
        this.errors = errors;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<Caller> caller;
        try {
            caller = Optional.ofNullable(request.getHeader(HEADER))
                    .filter(Token::isWellFormed)
                    .map(Token::of)
                    .flatMap(exact.matches(request) ? callers::presentCallerOf : callers::callerOf);
        } catch (DataAccessException failure) {
            errors.resolveException(request, response, null, failure);
            return;
        }
        caller.ifPresent(known -> {
            known.enter();
            usage.used(known);
        });
        chain.doFilter(request, response);
    }
}
