package io.opportunities.account;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface AccountRepository extends Repository<Account, Long> {

    Account saveAndFlush(Account account);

    @Query("select a from Account a where a.id = :id and (a.details.active = true or :includeArchived = true)")
    Optional<Account> find(long id, boolean includeArchived);

    @Query("select a.details.title from Account a where a.id = :id")
    Optional<String> title(long id);

    @Query("select new io.opportunities.account.AccountRepository$Title(a.id, a.details.title) from Account a where a.id in :ids")
    List<Title> titles(Collection<Long> ids);

    /** What an account is called. */
    record Title(long id, String title) {}
}
