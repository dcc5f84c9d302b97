package io.opportunities.crm.opportunity.bulk;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.opportunities.crm.opportunity.response.OpportunityResponse;
import io.opportunities.web.error.ErrorBody;
import org.jspecify.annotations.Nullable;

/**
 * What became of one item of a bulk, in JSON.
 *
 * @param index of the item, from 0
 * @param line of the item in a body of lines, from 1
 * @param status as of a call of its own
 * @param outcome as {@code X-Match-Outcome}; absent if the item was refused
 * @param recordId absent if the item was refused, and for a new record of a dry run
 * @param record absent if the item was refused, and if the response would be too large
 * @param error absent unless the item was refused
 */
record BulkItemResponse(int index, @JsonInclude(Include.NON_NULL) @Nullable Integer line, int status,
        @JsonInclude(Include.NON_NULL) @Nullable String outcome, @JsonInclude(Include.NON_NULL) @Nullable Long recordId,
        @JsonInclude(Include.NON_NULL) @Nullable OpportunityResponse record,
        @JsonInclude(Include.NON_NULL) @Nullable ErrorBody error) {

    static BulkItemResponse of(BulkResult result, @Nullable Integer line) {
        return new BulkItemResponse(result.index(), line, result.status(), result.outcome(), result.recordId(), result.record(),
                result.error());
    }
}
