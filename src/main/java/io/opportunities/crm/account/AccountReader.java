package io.opportunities.crm.account;

import io.opportunities.crm.changelog.Changelog;
import io.opportunities.crm.record.RecordReader;
import io.opportunities.search.PageReader;
import org.springframework.stereotype.Service;

/** Reads accounts. */
@Service
class AccountReader extends RecordReader<Account, AccountResponse> {

    AccountReader(AccountRepository accounts, AccountSearchFields fields, AccountPresenter presenter, PageReader pages,
            Changelog changelog) {
        super(Account.class, accounts, fields, presenter, pages, changelog);
    }
}
