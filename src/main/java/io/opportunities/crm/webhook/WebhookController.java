package io.opportunities.crm.webhook;

import io.opportunities.search.page.PageQuery;
import io.opportunities.search.page.PageResponse;
import io.opportunities.web.IfMatch;
import io.opportunities.web.VersionedResponse;
import io.opportunities.web.error.Violations;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/webhooks")
@Tag(name = "Events")
class WebhookController {

    private final WebhookService webhooks;
    private final WebhookTester tester;

    WebhookController(WebhookService webhooks, WebhookTester tester) {
        this.webhooks = webhooks;
        this.tester = tester;
    }

    @PostMapping
    @Operation(summary = "Add a webhook, which gets the events from now on (admins)")
    ResponseEntity<WebhookSecretResponse> create(@RequestBody WebhookRequest request, Violations violations) {
        request.check(violations);
        VersionedResponse<WebhookSecretResponse> webhook = webhooks.create(request);
        return webhook.created("/webhooks/" + webhook.body().id());
    }

    @GetMapping
    @Operation(summary = "List webhooks (admins)")
    ResponseEntity<List<WebhookResponse>> list(PageQuery page) {
        return PageResponse.of(webhooks.list(page), page);
    }

    @GetMapping("/{id}")
    @Operation(summary = "Get a webhook (admins)")
    ResponseEntity<WebhookResponse> byId(@PathVariable long id) {
        return webhooks.byId(id).toResponseEntity();
    }

    @PatchMapping("/{id}")
    @Operation(summary = "Change a webhook, switch it on or off (admins)")
    ResponseEntity<WebhookResponse> change(@PathVariable long id, @RequestBody WebhookRequest request,
            @RequestHeader(name = HttpHeaders.IF_MATCH, defaultValue = IfMatch.ANY) IfMatch ifMatch, Violations violations) {
        request.check(violations);
        return webhooks.change(id, request, ifMatch).toResponseEntity();
    }

    @DeleteMapping("/{id}")
    @Operation(summary = "Remove a webhook with its deliveries (admins)")
    WebhookResponse remove(@PathVariable long id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, defaultValue = IfMatch.ANY) IfMatch ifMatch) {
        return webhooks.remove(id, ifMatch);
    }

    @PostMapping("/{id}/rotate")
    @Operation(summary = "Give a webhook another secret; both sign for 24 hours (admins)")
    WebhookSecretResponse rotate(@PathVariable long id) {
        return webhooks.rotate(id);
    }

    @GetMapping("/{id}/deliveries")
    @Operation(summary = "List what was delivered to a webhook or failed, newest first (admins)")
    ResponseEntity<List<DeliveryResponse>> deliveries(@PathVariable long id, PageQuery page) {
        return PageResponse.of(webhooks.deliveries(id, page), page);
    }

    @PostMapping("/{id}/deliveries/{deliveryId}/replay")
    @Operation(summary = "Deliver the event of a delivery again (admins)")
    WebhookResponse replayOne(@PathVariable long id, @PathVariable long deliveryId) {
        return webhooks.replay(id, deliveryId);
    }

    @PostMapping("/{id}/replay")
    @Operation(summary = "Deliver the events of an interval of time again (admins)")
    WebhookResponse replay(@PathVariable long id, @RequestBody ReplayRequest request, Violations violations) {
        return webhooks.replay(id, request, violations);
    }

    @PostMapping("/{id}/test")
    @Operation(summary = "Send a test event to a webhook and return its answer (admins)")
    AttemptResponse test(@PathVariable long id) {
        return tester.test(id);
    }
}
