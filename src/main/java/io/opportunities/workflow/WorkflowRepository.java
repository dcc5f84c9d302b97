package io.opportunities.workflow;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface WorkflowRepository extends Repository<Workflow, Long> {

    Workflow save(Workflow workflow);

    Optional<Workflow> findById(long id);

    /** Holds it until the transaction ends, as whoever changes it or its phases does. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select w from Workflow w where w.id = :id")
    Optional<Workflow> hold(long id);

    void delete(Workflow workflow);

    void flush();

    /** How many opportunities run on it, archived ones too. */
    @Query("select count(o) from Opportunity o where o.run.workflowId = :id")
    long uses(long id);
}
