package io.opportunities.web.call;

import io.opportunities.common.Text;
import io.opportunities.web.error.Violation.Code;
import io.opportunities.web.error.Violations;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Members and parameters that no handler knows. A header reports them, unless the client wants them rejected.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7240">RFC 7240, the Prefer header</a>
 */
public final class UnknownMembers {

    private static final int MAX_REPORTED_NAMES = 20;

    private UnknownMembers() {}

    /** Returns whether the client wants unknown members rejected. */
    public static boolean areRejected(HttpServletRequest request) {
        return Collections.list(request.getHeaders("Prefer")).stream()
                .flatMap(value -> Stream.of(value.split("[,;]")))
                .map(value -> value.replace(" ", "").replace("\"", ""))
                .anyMatch("handling=strict"::equalsIgnoreCase);
    }

    public static void reject(Collection<String> members, Violations violations) {
        members.forEach(member -> violations.add(member, Code.UNKNOWN_MEMBER, "is not known here, and handling=strict was asked for"));
    }

    /** Reports the first names. */
    public static void report(Collection<String> members, HttpServletResponse response) {
        response.setHeader("X-Ignored-Fields",
                members.stream().limit(MAX_REPORTED_NAMES).map(UnknownMembers::headerSafe).collect(Collectors.joining(", ")));
    }

    /** Returns a name in a form that is safe for a header: percent-encoded beyond plain ASCII, and truncated. */
    private static String headerSafe(String member) {
        String prefix = member.substring(0, member.offsetByCodePoints(0, Math.min(64, Text.length(member))));
        return URLEncoder.encode(prefix, StandardCharsets.UTF_8);
    }
}
