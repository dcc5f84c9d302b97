package io.opportunities.identity;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.opportunities.common.WebConfiguration;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.springframework.context.annotation.Bean;
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

    private static final String CALLS = "opportunities.deprecated.calls";
    private static final String KEY = "key";
    /** How many keys are counted each by itself on one instance; the others are in the list of keys alone. */
    private static final int MOST_KEYS = 1_000;

    private final ApiKeyUsage usage;
    private final MeterRegistry meters;

    DeprecatedPaths(ApiKeyUsage usage, MeterRegistry meters) {
        this.usage = usage;
        this.meters = meters;
    }

    @Bean
    static MeterFilter fewKeys() {
        return MeterFilter.maximumAllowableTags(CALLS, KEY, MOST_KEYS, MeterFilter.deny());
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
                    Caller.find().ifPresent(caller -> count(caller, old));
                }
            });
        }
        return true;
    }

    private void count(Caller caller, String path) {
        usage.usedDeprecatedPath(caller);
        meters.counter(CALLS, "path", path, "company", String.valueOf(caller.companyId()), KEY, String.valueOf(caller.keyId())).increment();
    }
}
