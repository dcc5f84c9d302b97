package io.opportunities.crm.contact.body;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A contact in JSON.
 *
 * @param projects always empty: this service has no projects
 */
public record ContactResponse(long id, long companyId, String name, @JsonInclude(Include.NON_NULL) @Nullable String title,
        List<String> emails,
        List<String> phones,
        Creator createdByUser, List<Linked> accounts, List<Object> projects, List<Linked> opportunities, Instant createdAt,
        Instant updatedAt) {

    /** The creator of the contact. */
    public record Creator(long id) {}

    /** An account or opportunity of the contact. */
    public record Linked(long id, @Nullable String title) {}
}
