package io.opportunities.crm.imports;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface ImportRepository extends Repository<FileImport, Long> {

    FileImport saveAndFlush(FileImport imported);

    Optional<FileImport> findById(long id);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select i from FileImport i where i.id = :id")
    Optional<FileImport> findForUpdate(long id);

    @Query("select count(i) from FileImport i where i.state in ('PLANNING', 'RUNNING', 'UNDOING')")
    long countWorking();

    void flush();

    @NativeQuery("select mapping from import_mapping where company_id = :companyId and shape = :shape")
    Optional<String> mappingOf(long companyId, byte[] shape);

    @Modifying
    @NativeQuery("""
            insert into import_mapping (company_id, shape, mapping, updated_at) values (:companyId, :shape, :mapping, now())
            on conflict on constraint import_mapping_pk do update set mapping = excluded.mapping, updated_at = excluded.updated_at""")
    void saveMapping(long companyId, byte[] shape, String mapping);

    /** Removes all mappings of a company but the last ones. */
    @Modifying
    @NativeQuery("""
            delete from import_mapping where company_id = :companyId and shape in (
                select m.shape from import_mapping m
                 where m.company_id = :companyId order by m.updated_at desc offset :most for update skip locked)""")
    void removeMappings(long companyId, int most);
}
