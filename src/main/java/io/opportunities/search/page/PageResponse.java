package io.opportunities.search.page;

import io.opportunities.common.Times;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Converts a page to an HTTP response: the records as a JSON array, and links to other pages in headers.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8288">RFC 8288, web linking</a>
 */
public final class PageResponse {

    /** Header with the cursor of the next page, if there is one. */
    public static final String NEXT_CURSOR = "X-Next-Cursor";
    /** Header with the number of records in the whole list. */
    public static final String TOTAL_COUNT = "X-Total-Count";
    /** Header with the {@code updated_after} for the next request of a client that follows changes. */
    public static final String SYNC_UNTIL = "X-Sync-Until";

    private PageResponse() {}

    /** Returns the response to the current request. */
    public static <T> ResponseEntity<List<T>> of(Page<T> page, PageQuery query) {
        HttpHeaders headers = new HttpHeaders();
        headers.addAll(HttpHeaders.LINK, linksSoFar());
        UriComponentsBuilder here = ServletUriComponentsBuilder.fromCurrentRequest().scheme(null).host(null).port(null);
        boolean next = query.backwards() ? page.last() != null : page.more();
        boolean previous = query.cursor().isPresent()
                ? query.backwards() ? page.more() : query.cursor().get().id() != null && page.first() != null
                : query.page() > 1;
        if (next && page.last() != null) {
            headers.set(NEXT_CURSOR, new Cursor(page.last(), false, page.syncUntil()).toString());
        }
        if (next) {
            // the page with the next number would skip the records that did not fit into this one
            boolean byCursor = query.cursor().isPresent() || page.cut();
            headers.add(HttpHeaders.LINK,
                    link("next", here, byCursor, query.page() + 1, new Cursor(page.last(), false, page.syncUntil())));
        }
        if (previous) {
            headers.add(HttpHeaders.LINK, link("prev", here, query.cursor().isPresent(), query.page() - 1,
                    new Cursor(page.first(), true, page.syncUntil())));
        }
        headers.add(HttpHeaders.LINK, link("first", here, query.cursor().isPresent(), 1, Cursor.START));
        page.syncUntil().ifPresent(until -> headers.set(SYNC_UNTIL, Times.format(until)));
        page.total().ifPresent(total -> headers.set(TOTAL_COUNT, String.valueOf(total)));
        return ResponseEntity.ok().headers(headers).body(page.items());
    }

    /** Returns links of earlier filters, such as to the successor of a deprecated path. A header from a handler replaces them otherwise. */
    private static List<String> linksSoFar() {
        return RequestContextHolder.currentRequestAttributes() instanceof ServletRequestAttributes request && request.getResponse() != null
                ? List.copyOf(request.getResponse().getHeaders(HttpHeaders.LINK))
                : List.of();
    }

    /** Returns a relative link, because the client may use another host name for the service. The other parameters stay. */
    private static String link(String relation, UriComponentsBuilder here, boolean byCursor, int number, Cursor cursor) {
        UriComponentsBuilder target = here.cloneBuilder();
        if (byCursor) {
            target.replaceQueryParam("page").replaceQueryParam("cursor", cursor.toString());
        } else {
            target.replaceQueryParam("page", number);
        }
        return "<%s>; rel=\"%s\"".formatted(target.build().toUriString(), relation);
    }
}
