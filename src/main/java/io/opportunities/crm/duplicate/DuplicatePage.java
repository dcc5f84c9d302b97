package io.opportunities.crm.duplicate;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * A page of groups.
 *
 * @param next where the next page begins, null after the last group
 */
record DuplicatePage(List<DuplicateResponse> groups, DuplicateQuery.@Nullable Cursor next) {

    /** Returns the response to the current request. */
    ResponseEntity<List<DuplicateResponse>> toResponse() {
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
        if (next != null) {
            String target = ServletUriComponentsBuilder.fromCurrentRequest().scheme(null).host(null).port(null)
                    .replaceQueryParam("cursor", next.toString()).build().toUriString();
            answer.header("X-Next-Cursor", next.toString()).header(HttpHeaders.LINK, "<%s>; rel=\"next\"".formatted(target));
        }
        return answer.body(groups);
    }
}
