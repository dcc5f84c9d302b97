package io.opportunities.crm.workflow;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface WorkflowRepository extends Repository<Workflow, Long> {

    Workflow save(Workflow workflow);

    Optional<Workflow> findById(long id);

    /** Locks the workflow until the transaction ends, as every change of it or its phases does. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select w from Workflow w where w.id = :id")
    Optional<Workflow> findForUpdate(long id);

    void delete(Workflow workflow);

    void flush();

    /** Counts the opportunities on the workflow, archived ones included. */
    @Query("select count(o) from Opportunity o where o.run.workflowId = :id")
    long countOpportunities(long id);
}
