package io.opportunities.listing;

import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * How a page is answered over HTTP: the records as a JSON array, and in headers where the other pages are.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8288">RFC 8288, web linking</a>
 */
public final class PageAnswer {

    /** Header with the cursor of the next page, where there is one. */
    public static final String NEXT_CURSOR = "X-Next-Cursor";
    /** Header with the number of records in the whole list. */
    public static final String TOTAL_COUNT = "X-Total-Count";

    private PageAnswer() {}

    /** The answer to the request that is being handled. */
    public static <T> ResponseEntity<List<T>> of(Page<T> page, PageQuery query) {
        HttpHeaders headers = new HttpHeaders();
        headers.addAll(HttpHeaders.LINK, linksSoFar());
        UriComponentsBuilder here = ServletUriComponentsBuilder.fromCurrentRequest().scheme(null).host(null).port(null);
        boolean next = query.backwards() ? page.last() != null : page.more();
        boolean previous = query.cursor().isPresent()
                ? query.backwards() ? page.more() : query.cursor().get().id() != null && page.first() != null
                : query.page() > 1;
        if (next && page.last() != null) {
            headers.set(NEXT_CURSOR, Cursor.after(page.last()).toString());
        }
        if (next) {
            headers.add(HttpHeaders.LINK, link("next", here, query, query.page() + 1, new Cursor(page.last(), false)));
        }
        if (previous) {
            headers.add(HttpHeaders.LINK, link("prev", here, query, query.page() - 1, new Cursor(page.first(), true)));
        }
        headers.add(HttpHeaders.LINK, link("first", here, query, 1, Cursor.START));
        page.total().ifPresent(total -> headers.set(TOTAL_COUNT, String.valueOf(total)));
        return ResponseEntity.ok().headers(headers).body(page.items());
    }

    /** Such as to the successor of a deprecated path: a header that a handler answers takes the place of what was there. */
    private static List<String> linksSoFar() {
        return RequestContextHolder.currentRequestAttributes() instanceof ServletRequestAttributes request && request.getResponse() != null
                ? List.copyOf(request.getResponse().getHeaders(HttpHeaders.LINK))
                : List.of();
    }

    /** Relative, as the client may know the service by another host name; the other parameters stay as they came. */
    private static String link(String relation, UriComponentsBuilder here, PageQuery query, int number, Cursor cursor) {
        UriComponentsBuilder target = here.cloneBuilder();
        if (query.cursor().isPresent()) {
            target.replaceQueryParam("cursor", cursor.toString());
        } else {
            target.replaceQueryParam("page", number);
        }
        return "<%s>; rel=\"%s\"".formatted(target.build().toUriString(), relation);
    }
}
