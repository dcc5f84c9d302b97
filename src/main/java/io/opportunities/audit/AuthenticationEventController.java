package io.opportunities.audit;

import io.opportunities.listing.PageAnswer;
import io.opportunities.listing.PageQuery;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "API keys")
class AuthenticationEventController {

    private final AuthenticationLog log;

    AuthenticationEventController(AuthenticationLog log) {
        this.log = log;
    }

    @GetMapping("/authentication-events")
    @Operation(summary = "List what API keys and passwords were used for and refused, newest first (admins)")
    ResponseEntity<List<AuthenticationEventResponse>> list(AuthenticationEventFilter filter, PageQuery page) {
        return PageAnswer.of(log.list(filter, page), page);
    }
}
