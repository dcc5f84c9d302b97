package io.opportunities.crm.opportunity.state;

import io.opportunities.crm.property.value.CustomValues;
import io.opportunities.crm.record.state.RecordDraft;
import io.opportunities.crm.record.state.ValidatedRecord;
import io.opportunities.matching.key.MatchKeys;
import java.util.List;

/** A valid request with its resolved references. */
public record ValidatedOpportunity(OpportunityDraft draft, ReferenceResolver.ResolvedReferences references, boolean dryRun)
        implements
            ValidatedRecord {

    @Override
    public RecordDraft common() {
        return draft.common();
    }

    @Override
    public CustomValues custom() {
        return references.custom();
    }

    @Override
    public List<Long> contacts() {
        return common().contacts().or(List.of());
    }

    @Override
    public MatchKeys matchKeys() {
        return draft.matchKeys(references.firstContact());
    }
}
