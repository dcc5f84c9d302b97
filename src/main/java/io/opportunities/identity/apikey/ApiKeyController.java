package io.opportunities.identity.apikey;

import io.opportunities.search.page.PageQuery;
import io.opportunities.search.page.PageResponse;
import io.opportunities.web.error.Violations;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "API keys")
class ApiKeyController {

    private final ApiKeyService keys;
    private final InstantSource time;

    ApiKeyController(ApiKeyService keys, InstantSource time) {
        this.keys = keys;
        this.time = time;
    }

    @PostMapping("/api-keys")
    @Operation(summary = "Make an API key with the e-mail and password of a user", security = @SecurityRequirement(name = "login"))
    ApiKeyResponse.Created create(@RequestBody(required = false) @Nullable CreateApiKeyRequest request,
            Violations violations) {
        ApiKeyDraft draft = CreateApiKeyRequest.draft(request, time.instant(), violations);
        violations.rejectIfAny();
        return keys.create(draft);
    }

    @GetMapping("/api-keys")
    @Operation(summary = "List API keys, without their tokens: all of the company for admins, else your own")
    ResponseEntity<List<ApiKeyResponse>> list(PageQuery page) {
        return PageResponse.of(keys.list(page), page);
    }

    @DeleteMapping("/api-keys/{id}")
    @Operation(summary = "Revoke an API key, effective at once")
    ApiKeyResponse revoke(@PathVariable long id) {
        return keys.revoke(id);
    }
}
