package io.opportunities.crm.record;

import io.opportunities.crm.changelog.field.FieldChange;
import io.opportunities.crm.contact.match.ContactMatch;
import io.opportunities.matching.key.MatchBy;
import io.opportunities.web.VersionedResponse;
import io.opportunities.web.error.ApiException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of one request of several.
 *
 * @param <A> the body of a response
 */
public sealed interface Attempt<A> {

    /**
     * The request was carried out.
     *
     * @param outcome as {@code X-Match-Outcome}
     * @param by the kind of the key that found the record, null for a new one
     * @param recordId null for a new record of a dry run
     * @param changes the members that it wrote
     * @param record null if the caller did not ask for it
     */
    record Done<A>(String outcome, @Nullable MatchBy by, @Nullable Long recordId, ContactMatch contact, List<FieldChange> changes,
            @Nullable VersionedResponse<A> record) implements Attempt<A> {

        public boolean isCreated() {
            return by == null;
        }
    }

    /** The request was refused, and had no effect. */
    record Refused<A>(ApiException reason) implements Attempt<A> {}
}
