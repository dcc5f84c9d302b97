package io.opportunities.common;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The versions of a record that a change may be made to.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-13.1.1">RFC 9110, If-Match</a>
 */
public final class IfMatch {

    /** Where the header is not sent. */
    public static final String ANY = "*";

    private final Set<String> versions;

    private IfMatch(Set<String> versions) {
        this.versions = versions;
    }

    /** @param header {@code *} or entity tags as {@link Shown#eTag} makes them, of which the version counts */
    public static IfMatch of(String header) {
        return new IfMatch(Arrays.stream(header.split(",")).map(String::trim).map(IfMatch::version).collect(Collectors.toSet()));
    }

    /** A weak tag never matches: it does not promise that nothing else is different. */
    private static String version(String tag) {
        boolean strong = tag.length() > 2 && tag.startsWith("\"") && tag.endsWith("\"");
        String version = strong ? tag.substring(1, tag.length() - 1).split("-", 2)[0] : tag;
        return strong && version.equals(ANY) ? tag : version;
    }

    /** @throws ApiException 412 where the record is at another version by now */
    public void check(int version) {
        if (!versions.contains(ANY) && !versions.contains(String.valueOf(version))) {
            throw ApiException.preconditionFailed(version);
        }
    }
}
