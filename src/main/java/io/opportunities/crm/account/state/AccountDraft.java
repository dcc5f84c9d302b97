package io.opportunities.crm.account.state;

import io.opportunities.crm.record.state.RecordDraft;
import io.opportunities.web.json.PatchField;

/** The content of a request for an account, with well-formed members. */
public record AccountDraft(RecordDraft common, PatchField<AccountType> accountType) {}
