package io.opportunities.identity.apikey;

import io.opportunities.common.Text;
import io.opportunities.common.Times;
import io.opportunities.identity.ApiKeyScope;
import io.opportunities.web.error.Violation.Code;
import io.opportunities.web.error.Violations;
import io.opportunities.web.json.PatchField;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.validator.constraints.CodePointLength;
import org.jspecify.annotations.Nullable;

/** The optional body of {@code POST /api-keys}. */
@Schema(example = """
        {"name": "Website form", "description": "Posts leads", "scope": "full"}""")
record CreateApiKeyRequest(
        PatchField<@CodePointLength(max = 255) String> name,
        PatchField<@CodePointLength(max = 1_000) String> description,
        @Schema(implementation = Instant.class) PatchField<String> expiresAt,
        @Schema(implementation = ApiKeyScope.class, defaultValue = "full") PatchField<String> scope) {

    static ApiKeyDraft draft(@Nullable CreateApiKeyRequest request, Instant now, Violations violations) {
        return request == null ? new ApiKeyDraft(null, null, ApiKeyScope.FULL, null) : request.toDraft(now, violations);
    }

    private ApiKeyDraft toDraft(Instant now, Violations violations) {
        return new ApiKeyDraft(name.orNull(), description.orNull(), readScope(violations), expiry(now, violations));
    }

    private ApiKeyScope readScope(Violations violations) {
        String wanted = scope.or("full");
        for (ApiKeyScope known : ApiKeyScope.values()) {
            if (known.wireName().equals(wanted)) {
                return known;
            }
        }
        violations.add("scope", Code.NOT_ALLOWED, "must be one of full, read; was " + Text.quote(wanted));
        return ApiKeyScope.READ;
    }

    private @Nullable Instant expiry(Instant now, Violations violations) {
        String wanted = expiresAt.orNull();
        if (wanted == null) {
            return null;
        }
        Optional<Instant> expiry = Times.parseWithOffset(wanted).filter(time -> time.isAfter(now));
        if (expiry.isEmpty()) {
            violations.add("expiresAt", Code.INVALID_FORMAT,
                    "must be a time in the future such as 2030-01-31T12:00:00Z; was " + Text.quote(wanted));
        }
        return expiry.orElse(null);
    }
}
