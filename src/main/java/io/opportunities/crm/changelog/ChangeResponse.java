package io.opportunities.crm.changelog;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.opportunities.crm.changelog.field.FieldChange;
import io.opportunities.identity.user.UserSummary;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A change in JSON.
 *
 * @param id counts up from 1 within the record; changes of the same instant keep their order
 * @param match why a call matched or created the record; left out for other changes
 */
public record ChangeResponse(long id, Instant at, @Nullable By by, Action action, List<FieldChange> changes,
        @JsonInclude(Include.NON_NULL) @Nullable Map<String, Object> match) {

    /**
     * The author of a change.
     *
     * @param apiKeyId the API key of the request; null for the service itself
     */
    public record By(long id, String firstName, String lastName, String email, @Nullable String avatarUrl,
            @Nullable Long apiKeyId) {

        static By of(UserSummary user, @Nullable Long apiKeyId) {
            return new By(user.id(), user.firstName(), user.lastName(), user.email(), user.avatarUrl(), apiKeyId);
        }
    }
}
