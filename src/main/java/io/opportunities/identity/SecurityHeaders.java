package io.opportunities.identity;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * What browsers are told to make of answers: data that is neither kept, nor run, nor shown in the frame of others. The page for people may
 * run and show what comes from here.
 *
 * @see <a href="https://cheatsheetseries.owasp.org/cheatsheets/REST_Security_Cheat_Sheet.html#security-headers">OWASP, REST security</a>
 */
final class SecurityHeaders {

    private static final String CONTENT_SECURITY_POLICY = "Content-Security-Policy";
    private static final String NOTHING = "default-src 'none'; frame-ancestors 'none'";

    /** Swagger UI styles elements as it goes, and shows pictures that are part of its style sheets. */
    private static final String PAGE = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private SecurityHeaders() {}

    static void configure(HeadersConfigurer<HttpSecurity> headers) {
        headers.referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
                .crossOriginResourcePolicy(resource -> resource.policy(CrossOriginResourcePolicy.SAME_ORIGIN))
                // of the other hosts of its domain this service knows nothing
                .httpStrictTransportSecurity(https -> https.includeSubDomains(false))
                .addHeaderWriter((request, response) -> response.setHeader(CONTENT_SECURITY_POLICY, isPage(request) ? PAGE : NOTHING));
    }

    private static boolean isPage(HttpServletRequest request) {
        return request.getServletPath().startsWith("/swagger-ui/");
    }
}
