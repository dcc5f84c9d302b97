package io.opportunities.crm.opportunity.response;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.opportunities.crm.opportunity.state.OpportunityStatus;
import io.opportunities.crm.workflow.run.PhaseInstance;
import io.opportunities.identity.user.UserSummary;
import io.opportunities.identity.user.UserSummary.Author;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An opportunity in JSON. Unknown address parts, an unknown workflow name, a missing external reference and no merge are omitted; all
 * other members are always present.
 *
 * @param phaseSince only on request
 */
@JsonPropertyOrder({"id", "number"})
public record OpportunityResponse(
        @Nullable Long id,
        @Nullable Long number,
        @Nullable String title,
        @Nullable String description,
        List<String> address,
        @JsonInclude(Include.NON_NULL) @Nullable String street,
        @JsonInclude(Include.NON_NULL) @Nullable String city,
        @JsonInclude(Include.NON_NULL) @Nullable String state,
        @JsonInclude(Include.NON_NULL) @Nullable String zipcode,
        List<String> geoLocation,
        @Nullable Jurisdiction jurisdiction,
        OpportunityStatus status,
        boolean isActive,
        @JsonInclude(Include.NON_NULL) @Nullable Long mergedInto,
        List<String> trades,
        @Nullable BigDecimal value,
        @Nullable BigDecimal size,
        @Nullable BigDecimal confidence,
        @Nullable Long accountId,
        @Nullable Long workflowId,
        @JsonInclude(Include.NON_NULL) @Nullable String workflowName,
        @Nullable Long phaseId,
        @Nullable PhaseResponse phase,
        @JsonInclude(Include.NON_NULL) @Nullable Instant phaseSince,
        List<PhaseInstanceResponse> phaseInstances,
        @Nullable String primaryEmail,
        @Nullable String primaryPhone,
        @JsonInclude(Include.NON_NULL) @Nullable String source,
        @JsonInclude(Include.NON_NULL) @Nullable String externalId,
        List<Long> contacts,
        @Nullable UserSummary owner,
        @Nullable UserSummary salesRep,
        @Nullable UserSummary projectManager,
        Map<String, Object> custom,
        @Nullable String imageUrl,
        @Nullable String streetViewUrl,
        Instant lastActivity,
        long createdById,
        @Nullable Author createdBy,
        @Nullable Author updatedBy,
        Instant createdAt,
        Instant updatedAt) {

    /** The office in charge of permits at the address. */
    record Jurisdiction(long id, String name, String uuid) {}

    /** The phase in progress. */
    record PhaseResponse(long id, String name, @Nullable String type) {}

    /** One phase of the run. */
    record PhaseInstanceResponse(@Nullable Long id, String name, PhaseInstance.Status status, int position, @Nullable String type,
            long phaseTemplateId, PhaseTemplateResponse phaseTemplate) {}

    /** The workflow phase that the instance comes from. */
    record PhaseTemplateResponse(long id, String name, @Nullable String type, @Nullable Integer redSla, @Nullable Integer yellowSla) {}
}
