package io.opportunities.crm.account.state;

import io.opportunities.crm.property.value.CustomValues;
import io.opportunities.crm.record.state.RecordDraft;
import io.opportunities.crm.record.state.ValidatedRecord;
import io.opportunities.matching.key.MatchKeys;
import java.util.List;

/** A valid request. */
public record ValidatedAccount(AccountDraft draft, CustomValues custom, List<Long> contacts, boolean dryRun) implements ValidatedRecord {

    @Override
    public RecordDraft common() {
        return draft.common();
    }

    @Override
    public MatchKeys matchKeys() {
        return common().matchKeys();
    }
}
