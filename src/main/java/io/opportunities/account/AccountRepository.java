package io.opportunities.account;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface AccountRepository extends Repository<Account, Long> {

    Account saveAndFlush(Account account);

    @Query("select a from Account a where a.id = :id and (a.details.active = true or :includeArchived = true)")
    Optional<Account> find(long id, boolean includeArchived);

    @Query("select a.details.active from Account a where a.id = :id")
    Optional<Boolean> active(long id);

    @Query("select count(o) > 0 from Opportunity o where o.details.accountId = :id and o.details.active = true")
    boolean hasActiveOpportunities(long id);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select a from Account a where a.id = :id")
    Optional<Account> hold(long id);

    /** Those that have a contact, in one order for all. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("""
            select a from Account a
             where a.id in (select l.accountId from AccountContact l where l.contactId = :contactId
                            union all select p.id from Account p where p.primaryContactId = :contactId)
             order by a.id
            """)
    List<Account> holdThoseOf(long contactId);

    boolean existsById(long id);

    List<Account> findByIdIn(Collection<Long> ids);

    @Query("select new io.opportunities.account.AccountRepository$Title(a.id, a.details.title) from Account a where a.id in :ids")
    List<Title> titles(Collection<Long> ids);

    /** What an account is called. */
    record Title(long id, String title) {}
}
