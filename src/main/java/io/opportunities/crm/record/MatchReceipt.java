package io.opportunities.crm.record;

import io.opportunities.crm.changelog.field.FieldChange;
import io.opportunities.crm.contact.match.ContactMatch;
import io.opportunities.matching.KeyMatch;
import io.opportunities.web.Preview;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a call would match or create a record, in JSON.
 *
 * @param outcome as {@code X-Match-Outcome}
 * @param recordId the matched record; null for a new one
 * @param keys first those of {@code match_by}, in their order
 * @param changes the members that the call would write
 * @param ignored the unknown members and parameters of the call
 */
public record MatchReceipt(String outcome, @Nullable Long recordId, List<KeyMatch> keys, ContactReceipt contact,
        List<FieldChange> changes, List<String> ignored)
        implements
            Preview {

    @Override
    public boolean writesNothing() {
        return true;
    }

    /**
     * The contact of the call.
     *
     * @param outcome as {@code X-Contact-Outcome}
     * @param id null for a new one
     * @param conflictId another contact, which has the phone
     */
    public record ContactReceipt(String outcome, @Nullable Long id, @Nullable Long conflictId) {

        static ContactReceipt of(ContactMatch contact) {
            return new ContactReceipt(contact.outcome().wireName(), contact.id(), contact.conflictId());
        }
    }
}
