package io.opportunities.crm.contact;

import io.opportunities.crm.contact.point.ContactPoint;
import io.opportunities.crm.contact.point.ContactPoints;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The contact that a record asks for.
 *
 * @param record the e-mail and phone of the record after the request, with their keys by the present rules
 * @param supplied those of them that the request supplied, with the name of a new contact
 * @param accountId the account that the contact then belongs to
 * @param others contacts that are locked after this
 */
record ContactWish(ContactPoints record, ContactPoints supplied, @Nullable Long accountId, Collection<Long> others) {

    ContactWish {
        others = List.copyOf(others);
    }

    @Nullable
    String emailKey() {
        return ContactPoints.key(record.email());
    }

    @Nullable
    String phoneKey() {
        return ContactPoints.key(record.phone());
    }

    /** Returns the supplied e-mail, if it names somebody and no contact has it. */
    @Nullable
    ContactPoint newEmail(ContactRepository.Match match) {
        return match.byEmail() == null ? supplied.naming().email() : null;
    }

    /** Returns the supplied phone, if it names somebody and no contact has it. */
    @Nullable
    ContactPoint newPhone(ContactRepository.Match match) {
        return match.byPhone() == null ? supplied.naming().phone() : null;
    }
}
