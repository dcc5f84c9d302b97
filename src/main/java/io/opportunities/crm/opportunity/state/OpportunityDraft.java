package io.opportunities.crm.opportunity.state;

import io.opportunities.crm.contact.point.ContactSummary;
import io.opportunities.crm.record.state.RecordDraft;
import io.opportunities.matching.key.MatchKeys;
import io.opportunities.web.json.PatchField;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The content of a request for an opportunity, with well-formed members. The service checks referenced records and custom values. */
public record OpportunityDraft(RecordDraft common, PatchField<List<String>> trades, PatchField<BigDecimal> value,
        PatchField<BigDecimal> size,
        PatchField<BigDecimal> confidence, PatchField<OpportunityStatus> status, Links links) {

    /**
     * The records that a request names, besides its contacts.
     *
     * @param accountMember the member that named the account: the current or the deprecated one
     */
    public record Links(String accountMember, PatchField<Long> accountId, PatchField<Long> workflowId, PatchField<Long> phaseId,
            PatchField<Long> ownerId, PatchField<Long> salesRepId, PatchField<Long> projectManagerId) {}

    /** Returns whether the first contact supplies the match keys for e-mail and phone. */
    boolean isSupplied() {
        return !common.hasContactPoint() && !common.contacts().or(List.of()).isEmpty();
    }

    /** Returns the match keys. Without an e-mail and a phone of its own, the draft uses those of its first contact. */
    MatchKeys matchKeys(@Nullable ContactSummary firstContact) {
        return common.hasContactPoint() || firstContact == null
                ? common.matchKeys()
                : common.matchKeys(firstContact.email(), firstContact.phone());
    }
}
