package io.opportunities.crm.contact.match;

import io.opportunities.crm.contact.point.ContactPoints;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Finds the contact for a record's e-mail and phone number. */
@FunctionalInterface
public interface ContactMatcher {

    /**
     * Matches a contact.
     *
     * @param record the e-mail and phone of the record after the request
     * @param supplied those of them that the request supplied
     * @param accountId the account that the contact then belongs to
     * @param others contacts that are locked after this
     */
    ContactMatch match(ContactPoints record, ContactPoints supplied, @Nullable Long accountId, Collection<Long> others);
}
