package io.opportunities.identity.security;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.opportunities.identity.Caller;
import io.opportunities.identity.authentication.ApiKeyUsageRecorder;
import io.opportunities.web.call.WebConfiguration;
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
 * Sends the successor of a deprecated path in headers, and counts calls by key so that an operator can notify the callers.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9745">RFC 9745, the Deprecation header</a>
 */
@Component
final class DeprecatedPathInterceptor implements HandlerInterceptor, WebMvcConfigurer {

    private static final Map<String, String> SUCCESSORS = Map.of("/requests", "/opportunities", "/clients", "/accounts");

    /** 2026-11-01T00:00:00Z, the day of the first version, which was published with both paths. */
    private static final String DEPRECATED_SINCE = "@1793491200";

    private static final String CALLS = "opportunities.deprecated.calls";
    private static final String KEY = "key";
    /** Maximum number of keys with a counter of their own on one instance; the others appear in the list of keys only. */
    private static final int MAX_KEYS = 1_000;

    private final ApiKeyUsageRecorder usage;
    private final MeterRegistry meters;

    DeprecatedPathInterceptor(ApiKeyUsageRecorder usage, MeterRegistry meters) {
        this.usage = usage;
        this.meters = meters;
    }

    @Bean
    static MeterFilter fewKeys() {
        return MeterFilter.maximumAllowableTags(CALLS, KEY, MAX_KEYS, MeterFilter.deny());
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
