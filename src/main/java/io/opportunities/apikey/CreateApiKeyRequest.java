package io.opportunities.apikey;

import io.opportunities.common.PatchField;
import io.opportunities.common.Text;
import io.opportunities.common.Times;
import io.opportunities.common.Violation.Code;
import io.opportunities.common.Violations;
import io.opportunities.identity.KeyScope;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.hibernate.validator.constraints.CodePointLength;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /api-keys}, which may be left out. */
@Schema(example = """
        {"name": "Website form", "description": "Posts leads", "scope": "full"}""")
record CreateApiKeyRequest(
        PatchField<@CodePointLength(max = 255) String> name,
        PatchField<@CodePointLength(max = 1_000) String> description,
        @Schema(implementation = Instant.class) PatchField<String> expiresAt,
        @Schema(implementation = KeyScope.class, defaultValue = "full") PatchField<String> scope) {

    static ApiKeyDraft draft(@Nullable CreateApiKeyRequest request, Instant now, Violations violations) {
        return request == null ? new ApiKeyDraft(null, null, KeyScope.FULL, null) : request.toDraft(now, violations);
    }

    private ApiKeyDraft toDraft(Instant now, Violations violations) {
        return new ApiKeyDraft(name.orNull(), description.orNull(), readScope(violations), expiry(now, violations));
    }

    private KeyScope readScope(Violations violations) {
        String wanted = scope.or("full");
        for (KeyScope known : KeyScope.values()) {
            if (known.wireName().equals(wanted)) {
                return known;
            }
        }
        violations.add("scope", Code.NOT_ALLOWED, "must be one of full, read; was " + Text.quote(wanted));
        return KeyScope.READ;
    }

    private @Nullable Instant expiry(Instant now, Violations violations) {
        String wanted = expiresAt.orNull();
        if (wanted == null) {
            return null;
        }
        try {
            Instant expiry = OffsetDateTime.parse(wanted).toInstant();
            if (expiry.isAfter(now) && Times.hasFourDigits(expiry.atOffset(ZoneOffset.UTC).getYear())) {
                return expiry;
            }
        } catch (DateTimeException notATime) {
            // said below, as for a time that has passed
        }
        violations.add("expiresAt", Code.INVALID_FORMAT,
                "must be a time in the future such as 2030-01-31T12:00:00Z; was " + Text.quote(wanted));
        return null;
    }
}
