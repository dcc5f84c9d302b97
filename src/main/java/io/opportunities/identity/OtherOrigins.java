package io.opportunities.identity;

import io.opportunities.common.ApiException;
import io.opportunities.common.RequestIdFilter;
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

/** Lets pages of the configured origins call the service from a browser, and refuses the others in the shape of all errors. */
final class OtherOrigins extends DefaultCorsProcessor {

    private static final Duration REMEMBERED = Duration.ofHours(1);
    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PATCH", "DELETE");
    private static final List<String> SENT = List.of(ApiKeyFilter.HEADER, "Authorization", "Content-Type", "Idempotency-Key", "If-Match",
            "If-None-Match", "Prefer", RequestIdFilter.HEADER);
    private static final List<String> READ = List.of("Deprecation", "ETag", "Idempotent-Replayed", "Link", "Location", "Preference-Applied",
            "RateLimit", "RateLimit-Policy", "Retry-After", "X-Dry-Run", "X-Ignored-Fields", "X-Match-Count", "X-Match-Outcome",
            "X-Next-Cursor", "X-RateLimit-Limit", "X-RateLimit-Remaining", RequestIdFilter.HEADER, "X-Total-Count");

    private final HandlerExceptionResolver errors;

    private OtherOrigins(HandlerExceptionResolver errors) {
        this.errors = errors;
    }

    static CorsFilter filter(List<String> origins, HandlerExceptionResolver errors) {
        CorsConfiguration allowed = new CorsConfiguration();
        allowed.setAllowedOrigins(origins);
        allowed.setAllowedMethods(METHODS);
        allowed.setAllowedHeaders(SENT);
        allowed.setExposedHeaders(READ);
        allowed.setMaxAge(REMEMBERED);
        UrlBasedCorsConfigurationSource everywhere = new UrlBasedCorsConfigurationSource();
        everywhere.registerCorsConfiguration("/**", allowed);
        CorsFilter filter = new CorsFilter(everywhere);
        filter.setCorsProcessor(new OtherOrigins(errors));
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
        // said above, where the request is known
    }
}
