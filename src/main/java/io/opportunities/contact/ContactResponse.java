package io.opportunities.contact;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A contact on the wire.
 *
 * @param projects always empty: this service keeps none
 */
record ContactResponse(long id, long companyId, String name, @Nullable String title, List<String> emails, List<String> phones,
        Creator createdByUser, List<Linked> accounts, List<Object> projects, List<Linked> opportunities, Instant createdAt,
        Instant updatedAt) {

    /** Who made the contact. */
    record Creator(long id) {}

    /** An account or opportunity of the contact. */
    record Linked(long id, @Nullable String title) {}
}
