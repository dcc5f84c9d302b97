package io.opportunities.crm.account;

import io.opportunities.crm.record.RecordRepository;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Query;

interface AccountRepository extends RecordRepository<Account> {

    @Query("select a.details.active from Account a where a.id = :id")
    Optional<Boolean> active(long id);

    @Query("select count(o) > 0 from Opportunity o where o.deal.accountId = :id and o.details.active = true")
    boolean hasActiveOpportunities(long id);

    @Query("select new io.opportunities.crm.account.AccountRepository$Title(a.id, a.details.title) from Account a where a.id in :ids")
    List<Title> titles(Collection<Long> ids);

    /** The title of an account. */
    record Title(long id, String title) {}
}
