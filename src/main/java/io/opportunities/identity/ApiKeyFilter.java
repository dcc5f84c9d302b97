package io.opportunities.identity;

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

/** Learns from the {@code x-api-key} header who is calling. */
final class ApiKeyFilter extends OncePerRequestFilter {

    static final String HEADER = "x-api-key";

    private final Credentials credentials;
    private final ApiKeyUsage usage;
    private final HandlerExceptionResolver errors;

    ApiKeyFilter(Credentials credentials, ApiKeyUsage usage, HandlerExceptionResolver errors) {
        this.credentials = credentials;
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
                    .flatMap(secret -> credentials.callerOf(Token.of(secret)));
        } catch (DataAccessException failure) {
            errors.resolveException(request, response, null, failure);
            return;
        }
        caller.ifPresent(known -> {
            SecurityContextHolder.setContext(new SecurityContextImpl(known.authentication()));
            usage.used(known);
        });
        chain.doFilter(request, response);
    }
}
