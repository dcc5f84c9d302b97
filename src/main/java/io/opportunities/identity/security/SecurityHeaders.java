package io.opportunities.identity.security;

import io.opportunities.identity.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * Sets headers that prevent browsers from sharing responses, executing them, or displaying them in foreign frames. The documentation page
 * and the console may execute and display content of their own origin.
 *
 * @see <a href="https://cheatsheetseries.owasp.org/cheatsheets/REST_Security_Cheat_Sheet.html#security-headers">OWASP, REST security</a>
 */
final class SecurityHeaders {

    private static final String CONTENT_SECURITY_POLICY = "Content-Security-Policy";
    private static final String NOTHING = "default-src 'none'; frame-ancestors 'none'";

    /** Swagger UI sets inline styles, and its style sheets embed images. */
    private static final String PAGE = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /** The console has no inline script or style, and calls the API. */
    private static final String CONSOLE = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final Set<String> READING = Set.of("GET", "HEAD");
    private static final Set<Integer> CACHEABLE_STATUSES = Set.of(HttpServletResponse.SC_OK, HttpServletResponse.SC_NOT_MODIFIED);

    private SecurityHeaders() {}

    static void configure(HeadersConfigurer<HttpSecurity> headers) {
        headers.cacheControl(HeadersConfigurer.CacheControlConfig::disable)
                .addHeaderWriter(SecurityHeaders::makeReadsPrivate)
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
                .crossOriginResourcePolicy(resource -> resource.policy(CrossOriginResourcePolicy.SAME_ORIGIN))
                // other hosts of its domain may not serve HTTPS
                .httpStrictTransportSecurity(https -> https.includeSubDomains(false))
                .addHeaderWriter((request, response) -> response.setHeader(CONTENT_SECURITY_POLICY, policy(request.getServletPath())));
    }

    /**
     * Permits a client to cache a read for its key, with revalidation by ETag. All other responses, such as a new token or an error, must
     * not be stored.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc9111#section-5.2.2">RFC 9111, Cache-Control of responses</a>
     */
    private static void makeReadsPrivate(HttpServletRequest request, HttpServletResponse response) {
        boolean read = READING.contains(request.getMethod()) && CACHEABLE_STATUSES.contains(response.getStatus())
                && Caller.find().isPresent();
        if (!response.containsHeader(HttpHeaders.CACHE_CONTROL)) {
            response.setHeader(HttpHeaders.CACHE_CONTROL, read ? "private, no-cache" : "no-store");
        }
        if (read) {
            response.addHeader(HttpHeaders.VARY, ApiKeyAuthenticationFilter.HEADER);
        }
    }

    private static String policy(String path) {
        return path.startsWith("/swagger-ui/") ? PAGE : path.startsWith("/console/") ? CONSOLE : NOTHING;
    }
}
