package io.opportunities.identity.audit;

import io.opportunities.search.page.PageQuery;
import io.opportunities.search.page.PageResponse;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "API keys")
class AuthenticationEventController {

    private final AuthenticationEventService log;

    AuthenticationEventController(AuthenticationEventService log) {
        this.log = log;
    }

    @GetMapping("/authentication-events")
    @Operation(summary = "List what API keys and passwords were used for and refused, newest first (admins)")
    ResponseEntity<List<AuthenticationEventResponse>> list(AuthenticationEventFilter filter, PageQuery page) {
        return PageResponse.of(log.list(filter, page), page);
    }
}
