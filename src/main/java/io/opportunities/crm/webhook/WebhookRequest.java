package io.opportunities.crm.webhook;

import io.opportunities.crm.event.Trigger;
import io.opportunities.web.error.Violation.Code;
import io.opportunities.web.error.Violations;
import io.opportunities.web.json.PatchField;
import io.opportunities.web.json.Required;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import org.hibernate.validator.constraints.CodePointLength;

/** The body of {@code POST /webhooks}, and of a PATCH. */
@Schema(example = """
        {"url": "https://example.com/hooks/opportunities", "triggers": ["REQUEST_CREATED"], "description": "Our planner"}""")
record WebhookRequest(
        @Required PatchField<@CodePointLength(min = 1, max = 2_000) @Pattern(regexp = "[hH][tT]{2}[pP][sS]?://\\S+", message = "must be an http or https URL") String> url,
        PatchField<@Size(max = 50) List<Trigger>> triggers,
        PatchField<@CodePointLength(max = 255) String> description,
        @Schema(defaultValue = "true") PatchField<Boolean> active) {

    /** Adds a violation for a URL that no event can be sent to. Its address is checked with each connection. */
    void check(Violations violations) {
        url.ifGiven(text -> {
            if (!violations.mentions("url") && !isTarget(text)) {
                violations.add("url", Code.INVALID_FORMAT,
                        "must be an http or https URL with a host, without user, password and fragment");
            }
        });
        violations.rejectIfAny();
    }

    private static boolean isTarget(String text) {
        try {
            URI uri = new URI(text).parseServerAuthority();
            return ("https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme())) && uri.getHost() != null
                    && uri.getRawUserInfo() == null && uri.getRawFragment() == null && uri.getPort() <= 65_535 && uri.getPort() != 0;
        } catch (URISyntaxException malformed) {
            return false;
        }
    }
}
