package io.opportunities.identity.security;

import io.opportunities.web.error.ApiException;
import io.opportunities.web.error.RequestIdFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Permits pages of the configured origins to call the service from a browser, and rejects others in the common error format. */
final class ApiCorsProcessor extends DefaultCorsProcessor {

    private static final Duration MAX_AGE = Duration.ofHours(1);
    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PATCH", "DELETE");
    private static final List<String> ALLOWED_HEADERS = List.of(ApiKeyAuthenticationFilter.HEADER, "Authorization", "Content-Type",
            "Idempotency-Key",
            "If-Match",
            "If-None-Match", "Prefer", RequestIdFilter.HEADER);
    private static final List<String> EXPOSED_HEADERS = List.of("X-Contact-Conflict", "X-Contact-Outcome", "Deprecation", "ETag",
            "Idempotent-Replayed", "Link", "Location",
            "Preference-Applied",
            "RateLimit", "RateLimit-Policy", "Retry-After", "X-Dry-Run", "X-Ignored-Fields", "X-Match-By", "X-Merged-Into", "X-Match-Count",
            "X-Match-Outcome",
            "X-Next-Cursor", "X-RateLimit-Limit", "X-RateLimit-Remaining", RequestIdFilter.HEADER, "X-Sync-Until",
            "X-Total-Count");

    private final HandlerExceptionResolver errors;

    private ApiCorsProcessor(HandlerExceptionResolver errors) {
        this.errors = errors;
    }

    static CorsFilter filter(List<String> origins, HandlerExceptionResolver errors) {
        CorsConfiguration allowed = new CorsConfiguration();
        allowed.setAllowedOrigins(origins);
        allowed.setAllowedMethods(METHODS);
        allowed.setAllowedHeaders(ALLOWED_HEADERS);
        allowed.setExposedHeaders(EXPOSED_HEADERS);
        allowed.setMaxAge(MAX_AGE);
        UrlBasedCorsConfigurationSource everywhere = new UrlBasedCorsConfigurationSource();
        everywhere.registerCorsConfiguration("/**", allowed);
        CorsFilter filter = new CorsFilter(everywhere);
        filter.setCorsProcessor(new ApiCorsProcessor(errors));
        return filter;
    }

    @Override
    public boolean processRequest(@Nullable CorsConfiguration allowed, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        boolean passes = super.processRequest(allowed, request, response);
        if (!passes) {
            errors.resolveException(request, response, null,
                    ApiException.forbidden("this origin, method or header is not allowed by OPPORTUNITIES_CORS_ORIGINS"));
        }
        return passes;
    }

    @Override
    protected void rejectRequest(ServerHttpResponse response) {
        // reported above, where the request is known
    }
}
