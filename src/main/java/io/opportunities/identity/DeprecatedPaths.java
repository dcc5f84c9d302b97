package io.opportunities.identity;

import io.opportunities.common.WebConfiguration;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Tells the callers of an old path where its successor is, and counts them by key so that an operator can notify them.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9745">RFC 9745, the Deprecation header</a>
 */
@Component
final class DeprecatedPaths implements HandlerInterceptor, WebMvcConfigurer {

    private static final Map<String, String> SUCCESSORS = Map.of("/requests", "/opportunities", "/clients", "/accounts");

    /** 2026-11-01T00:00:00Z, the day the first version was published with both spellings. */
    private static final String DEPRECATED_SINCE = "@1793491200";

    private final ApiKeyUsage usage;

    DeprecatedPaths(ApiKeyUsage usage) {
        this.usage = usage;
    }

    @Override
    public void addInterceptors(InterceptorRegistry interceptors) {
        interceptors.addInterceptor(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        String path = request.getRequestURI();
        for (String base : WebConfiguration.BASES) {
            SUCCESSORS.forEach((old, successor) -> {
                if (path.equals(base + old) || path.startsWith(base + old + "/")) {
                    response.setHeader("Deprecation", DEPRECATED_SINCE);
                    response.addHeader(HttpHeaders.LINK, "<%s%s%s>; rel=\"successor-version\"".formatted(base, successor,
                            path.substring(base.length() + old.length())));
                    Caller.find().ifPresent(usage::usedDeprecatedPath);
                }
            });
        }
        return true;
    }
}
