package io.opportunities.contact;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the contact that a record's e-mail and phone number belong to. */
@FunctionalInterface
public interface ContactMatcher {

    /**
     * @param record the e-mail and phone of the record as it is to be
     * @param brought those of them that came with the request
     * @param accountId that the contact belongs to from then on
     * @return its id, empty where it would have to be made first
     */
    Optional<Long> match(Handles record, Handles brought, @Nullable Long accountId);
}
