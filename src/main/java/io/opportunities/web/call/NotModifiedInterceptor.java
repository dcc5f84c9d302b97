package io.opportunities.web.call;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * Returns 304 for an existing record if {@code If-None-Match: *} excludes every version. Spring compares tags, and ignores the star.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-13.1.2">RFC 9110, If-None-Match</a>
 */
@Component
final class NotModifiedInterceptor implements CallInterceptor {

    private static final Set<String> READING = Set.of("GET", "HEAD");

    @Override
    public @Nullable Object call(HttpServletRequest request, Callable<@Nullable Object> handler) throws Exception {
        Object answer = handler.call();
        return answer instanceof ResponseEntity<?> found && found.getHeaders().getETag() != null && excludesAll(request)
                ? ResponseEntity.status(HttpStatus.NOT_MODIFIED).headers(found.getHeaders()).build()
                : answer;
    }

    private static boolean excludesAll(HttpServletRequest request) {
        return READING.contains(request.getMethod())
                && Collections.list(request.getHeaders(HttpHeaders.IF_NONE_MATCH)).stream().anyMatch(tags -> tags.strip().equals("*"));
    }
}
