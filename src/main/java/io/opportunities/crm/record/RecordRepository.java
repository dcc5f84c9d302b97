package io.opportunities.crm.record;

import io.opportunities.crm.record.state.ExternalReference;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.NoRepositoryBean;
import org.springframework.data.repository.Repository;

/**
 * Stores the records of one type.
 *
 * @param <R> their entity
 */
@NoRepositoryBean
public interface RecordRepository<R extends RecordEntity<?>> extends Repository<R, Long> {

    R saveAndFlush(R record);

    @Query("select r from #{#entityName} r where r.id = :id and (r.details.active = true or :includeArchived = true)")
    Optional<R> find(long id, boolean includeArchived);

    /** Asks the database only for a record that the transaction has not read. */
    Optional<R> findById(Long id);

    @Query("select r from #{#entityName} r where r.id in :ids")
    List<R> findAll(Collection<Long> ids);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select r from #{#entityName} r where r.id = :id")
    Optional<R> findForUpdate(long id);

    @Query("select count(r) > 0 from #{#entityName} r where r.id = :id and (r.details.active = true or :includeArchived = true)")
    boolean exists(long id, boolean includeArchived);

    @Query("select r.details.external from #{#entityName} r where r.id = :id")
    Optional<ExternalReference> external(long id);

    @Query("select r.mergedIntoId from #{#entityName} r where r.id = :id and r.mergedIntoId is not null")
    Optional<Long> mergedInto(long id);

    @Query("select count(r) > 0 from #{#entityName} r where r.mergedIntoId = :id")
    boolean hasMerged(long id);

    /** Whether another active record has an external reference, or one that was merged into another active one. */
    @Query("""
            select count(r) > 0 from #{#entityName} r
             where r.matchKeys.externalKey = :key
               and (r.details.active = true and r.id <> :id
                    or r.mergedIntoId <> :id
                       and exists (select 1 from #{#entityName} t where t.id = r.mergedIntoId and t.details.active = true))
            """)
    boolean isExternalKeyTaken(String key, long id);

    /** Returns those of some external keys that active records have, or records that were merged into active ones. */
    @Query("""
            select r.matchKeys.externalKey from #{#entityName} r
             where r.matchKeys.externalKey in :keys
               and (r.details.active = true
                    or exists (select 1 from #{#entityName} t where t.id = r.mergedIntoId and t.details.active = true))
            """)
    Set<String> takenExternalKeys(Collection<String> keys);
}
