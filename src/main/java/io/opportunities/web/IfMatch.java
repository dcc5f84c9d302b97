package io.opportunities.web;

import io.opportunities.common.Text;
import io.opportunities.web.error.ApiException;
import io.opportunities.web.error.Violation.Code;
import io.opportunities.web.error.Violations;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * Record versions accepted by the If-Match header.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-13.1.1">RFC 9110, If-Match</a>
 */
public final class IfMatch {

    /** The default without the header. */
    public static final String ANY = "*";

    /** One entity tag of a list, which may have empty elements. */
    private static final Pattern TAG = Pattern.compile("[ \\t,]*+(?:W/)?\"([^\"]*+)\"[ \\t]*+(?:,[ \\t,]*+|$)");

    private final boolean any;
    private final Set<String> versions;

    private final @Nullable Violations malformed;

    private IfMatch(boolean any, Set<String> versions, @Nullable Violations malformed) {
        this.any = any;
        this.versions = versions;
        this.malformed = malformed;
    }

    /**
     * Parses the header. Only the version in a tag counts, in a weak tag too: proxies that compress a response weaken its tag.
     *
     * @param lines of the header, none if absent: {@code *}, or entity tags from {@link VersionedResponse#eTag}
     */
    public static IfMatch of(List<String> lines, Violations violations) {
        String header = String.join(",", lines).strip();
        if (lines.isEmpty() || header.equals(ANY)) {
            return new IfMatch(true, Set.of(), null);
        }
        Set<String> versions = new HashSet<>();
        Matcher tags = TAG.matcher(header);
        int end = 0;
        while (tags.region(end, header.length()).lookingAt()) {
            versions.add(header.substring(tags.start(1), tags.end(1)).split("-", 2)[0]);
            end = tags.end();
        }
        if (versions.isEmpty() || end < header.length()) {
            violations.add(HttpHeaders.IF_MATCH, Code.INVALID_FORMAT,
                    "must be * or entity tags in double quotes, as the ETag of an answer is, such as \"3-5d41402abc4b2a76\"; was "
                            + Text.quote(header));
            return new IfMatch(false, Set.of(), violations);
        }
        return new IfMatch(false, versions, null);
    }

    /** @throws ApiException 412 if the record has another version now, 400 if the header is malformed */
    public void check(int version) {
        if (malformed != null) {
            malformed.rejectIfAny();
        }
        if (!any && !versions.contains(String.valueOf(version))) {
            throw ApiException.preconditionFailed(version);
        }
    }
}
