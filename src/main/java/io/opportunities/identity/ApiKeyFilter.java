package io.opportunities.identity;

import io.opportunities.common.ApiException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.dao.DataAccessException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Learns from the {@code x-api-key} header who is calling, and lets pass whoever may call so soon again. */
final class ApiKeyFilter extends OncePerRequestFilter {

    static final String HEADER = "x-api-key";

    private final KeyGuard guard;
    private final HandlerExceptionResolver errors;

    ApiKeyFilter(KeyGuard guard, HandlerExceptionResolver errors) {
        this.guard = guard;
        this.errors = errors;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            Optional<Caller> caller = Optional.ofNullable(request.getHeader(HEADER)).flatMap(secret -> guard.identify(secret, request));
            caller.ifPresent(known -> guard.spend(known, response));
            caller.ifPresent(known -> SecurityContextHolder.setContext(new SecurityContextImpl(known.authentication())));
        } catch (ApiException | DataAccessException refusal) {
            errors.resolveException(request, response, null, refusal);
            return;
        }
        chain.doFilter(request, response);
    }
}
