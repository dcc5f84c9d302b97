package io.opportunities.crm.event;

import io.opportunities.search.page.PageResponse;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Events")
class EventController {

    private final EventService events;

    EventController(EventService events) {
        this.events = events;
    }

    @GetMapping("/events")
    @Operation(summary = "Read what happened to opportunities, accounts and contacts, oldest first, from a cursor on")
    ResponseEntity<List<EventResponse>> next(EventQuery query) {
        EventService.Page page = events.next(query);
        return ResponseEntity.ok().header(PageResponse.NEXT_CURSOR, page.next().toString()).body(page.events());
    }
}
