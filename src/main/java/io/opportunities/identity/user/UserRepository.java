package io.opportunities.identity.user;

import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface UserRepository extends Repository<User, Long> {

    User save(User user);

    Optional<User> findById(long id);

    List<User> findByIdIn(Collection<Long> ids);

    /**
     * Locks the user and all active admins until the transaction ends, in one order for all. Of two admins that remove each other, one then
     * sees the removal of the other.
     */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("""
            select u from User u where u.id = :id or (u.active = true and u.role = io.opportunities.identity.Role.ADMIN) order by u.id
            """)
    List<User> findWithAdminsForUpdate(long id);

    @Lock(LockModeType.PESSIMISTIC_READ)
    @Query("select u from User u where u.id = :id and u.active = true")
    Optional<User> findActiveForShare(long id);

    void flush();

    /** Locks an e-mail until the transaction ends. It is unique across all companies, so no unique key of the schema can enforce it. */
    @Query(value = "select 1 from pg_advisory_xact_lock(hashtextextended('app_user:' || :emailKey, 0))", nativeQuery = true)
    int lockEmail(String emailKey);

    /** Returns whether any company has a user with the e-mail, as for a log-in, and nothing else. */
    @Query(value = "select is_email_taken(:emailKey)", nativeQuery = true)
    boolean isTaken(String emailKey);
}
