package io.opportunities.crm.opportunity.bulk;

import io.opportunities.crm.changelog.field.FieldChange;
import io.opportunities.crm.contact.match.ContactMatch;
import io.opportunities.crm.opportunity.response.OpportunityResponse;
import io.opportunities.matching.key.MatchBy;
import io.opportunities.web.error.ErrorBody;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one of several bodies.
 *
 * @param index of the body, from 0
 * @param status as of the single call
 * @param outcome as {@code X-Match-Outcome}; null if it was refused
 * @param by the kind of the key that found the record; null for a new one
 * @param recordId null if it was refused, and for a new record of a dry run
 * @param changes the members that it wrote
 * @param record null if it was refused or not asked for
 * @param error null unless it was refused
 */
public record BulkResult(int index, int status, @Nullable String outcome, @Nullable MatchBy by, @Nullable Long recordId,
        ContactMatch contact, List<FieldChange> changes, @Nullable OpportunityResponse record, @Nullable ErrorBody error) {

    static BulkResult refused(int index, ErrorBody error) {
        return new BulkResult(index, error.code().status().value(), null, null, null, ContactMatch.NONE, List.of(), null, error);
    }
}
