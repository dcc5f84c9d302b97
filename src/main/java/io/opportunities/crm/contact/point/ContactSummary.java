package io.opportunities.crm.contact.point;

import org.jspecify.annotations.Nullable;

/** The values that a record may copy from its primary contact. */
public record ContactSummary(long id, @Nullable ContactPoint email, @Nullable ContactPoint phone) {

    public static ContactSummary of(long id, ContactPoints first) {
        return new ContactSummary(id, first.email(), first.phone());
    }
}
