package io.opportunities.crm.record.state;

import io.opportunities.crm.contact.match.ContactMatch;
import io.opportunities.crm.contact.point.ContactPoints;
import io.opportunities.matching.MatchFoundStrategy;
import io.opportunities.matching.key.MatchBy;
import io.opportunities.matching.key.MatchKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Merges the members that every record has into its state, according to a strategy.
 *
 * @param custom the validated custom values by key name
 */
public record RecordMerge(ValidatedRecord request, Map<String, @Nullable Object> custom, MatchFoundStrategy strategy) {

    public RecordDetails details(RecordDetails before) {
        return before.merged(request.common(), custom, strategy);
    }

    /**
     * Returns the state with merged details.
     *
     * @param lookup matches or creates the contact, if the request changes the e-mail or phone
     */
    public Merged<CommonState> onto(CommonState before, RecordDetails after, ContactLookup lookup) {
        RecordDraft draft = request.common();
        MatchKeys keys = before.matchKeys().changed(before.details()::matched, after::matched, request.matchKeys())
                .with(MatchBy.EXTERNAL_ID, after.externalKey());
        List<Long> ids = new ArrayList<>(
                Objects.requireNonNullElse(strategy.merge(before.contacts(), draft.contacts().map(sent -> request.contacts())), List.of()));
        ContactPoints record = ContactPoints.of(after.primaryEmail(), keys.emailKey(), after.primaryPhone(), keys.phoneKey());
        ContactPoints supplied = ContactPoints.supplied(draft.email(), draft.phone(), record)
                .named(draft.contactName().orNull());
        boolean changed = supplied.differ(before.details().primaryEmail(), before.details().primaryPhone());
        ContactMatch contact = ContactMatch.NONE;
        // a record that has a contact gets none of a placeholder
        if (changed && (ids.isEmpty() || !supplied.namesNobody())) {
            contact = lookup.match(record, supplied, List.copyOf(ids));
        }
        if (contact.id() != null) {
            ids.addFirst(contact.id());
        }
        return new Merged<>(new CommonState(after, keys, ids.stream().distinct().toList()), contact);
    }

    /** Finds the contact for the e-mail and phone of a record. */
    @FunctionalInterface
    public interface ContactLookup {

        /**
         * Matches or creates a contact.
         *
         * @param record the e-mail and phone of the record after the request
         * @param supplied those of them that the request supplied
         * @param ids the other contacts of the record after the request
         */
        ContactMatch match(ContactPoints record, ContactPoints supplied, List<Long> ids);
    }
}
