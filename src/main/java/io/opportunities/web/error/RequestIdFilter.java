package io.opportunities.web.error;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Assigns each request an id, for its response, errors and log lines. A well-formed id of the client is used. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class RequestIdFilter extends OncePerRequestFilter {

    public static final String HEADER = "X-Request-Id";
    /** The name of the id in the logging context. */
    public static final String LOGGED = "requestId";

    private static final int MAX_LENGTH = 128;

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String given = response.getHeader(HEADER);
        String id = given == null ? idFor(request.getHeader(HEADER)) : given;
        response.setHeader(HEADER, id);
        MDC.put(LOGGED, id);
        try {
            chain.doFilter(request, response);
        } finally {
            MDC.remove(LOGGED);
        }
    }

    /** Filters error dispatches too: requests that Tomcat rejects pass only these, and their responses need an id. */
    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    private static String idFor(@Nullable String given) {
        boolean wellFormed = given != null && !given.isEmpty() && given.length() <= MAX_LENGTH
                && given.chars().allMatch(RequestIdFilter::isPlain);
        return wellFormed && given != null ? given : UUID.randomUUID().toString();
    }

    private static boolean isPlain(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_' || c == '.' || c == ':';
    }
}
