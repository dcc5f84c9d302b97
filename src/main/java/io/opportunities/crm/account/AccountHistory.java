package io.opportunities.crm.account;

import io.opportunities.crm.account.state.AccountState;
import io.opportunities.crm.account.state.AccountType;
import io.opportunities.crm.changelog.PastChange;
import io.opportunities.crm.changelog.RecordHistory;
import io.opportunities.crm.changelog.field.MemberReader;
import io.opportunities.crm.record.state.CommonState;
import io.opportunities.crm.record.state.PastDetails;
import io.opportunities.matching.key.KeyRules;
import io.opportunities.search.RecordType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Shows accounts as they were. The e-mails and phones of their contacts are those of today. */
@Component
final class AccountHistory implements RecordHistory {

    private final AccountRepository accounts;
    private final AccountPresenter presenter;
    private final KeyRules rules;

    AccountHistory(AccountRepository accounts, AccountPresenter presenter, KeyRules rules) {
        this.accounts = accounts;
        this.presenter = presenter;
        this.rules = rules;
    }

    @Override
    public RecordType kind() {
        return RecordType.ACCOUNT;
    }

    @Override
    public Map<Long, Present> present(Collection<Long> ids) {
        return accounts.findAll(ids).stream().collect(Collectors.toMap(Account::id, Present::of));
    }

    @Override
    public List<Object> responses(List<PastChange> changes) {
        return new ArrayList<>(presenter.toResponsesOf(
                changes.stream().map(change -> view(accounts.findById(change.recordId()).orElseThrow(), change)).toList()));
    }

    private AccountView view(Account present, PastChange change) {
        MemberReader past = new MemberReader(change.members());
        String type = past.text("accountType");
        CommonState common = PastDetails.of(past, present.details(), rules);
        return new AccountView(present.id(), present.number(),
                new AccountState(common, type == null ? null : AccountType.valueOf(type)),
                common.details().active() ? null : present.mergedIntoId(),
                present.createdById(), present.createdAt(), change.at());
    }
}
