package io.opportunities.user;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface UserRepository extends Repository<User, Long> {

    User save(User user);

    Optional<User> findById(long id);

    /**
     * The user and all active admins, in one order for all: held until the transaction ends, so that of two admins who remove each other
     * one sees that the other is gone.
     */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("""
            select u from User u where u.id = :id or (u.active = true and u.role = io.opportunities.identity.Role.ADMIN) order by u.id
            """)
    List<User> holdWithAdmins(long id);

    @Lock(LockModeType.PESSIMISTIC_READ)
    @Query("select u from User u where u.id = :id and u.active = true")
    Optional<User> holdActive(long id);

    void flush();

    /** Holds an e-mail until the transaction ends: it belongs to one user in all companies, so no key of the schema can hold it. */
    @Query(value = "select 1 from pg_advisory_xact_lock(hashtextextended('app_user:' || :emailKey, 0))", nativeQuery = true)
    int holdEmail(String emailKey);

    /** Across companies, as a login is; tells nothing but whether there is one. */
    @Query(value = "select is_email_taken(:emailKey)", nativeQuery = true)
    boolean isTaken(String emailKey);
}
