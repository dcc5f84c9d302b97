package io.opportunities.workflow;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface PhaseRepository extends Repository<Phase, Long> {

    List<Phase> saveAll(Iterable<Phase> phases);

    /** Those in use, in order. */
    @Query("select p from Phase p where p.workflowId in :workflowIds and p.position is not null order by p.workflowId, p.position")
    List<Phase> of(Collection<Long> workflowIds);

    /** Also the retired ones, which come last. */
    @Query("select p from Phase p where p.workflowId = :workflowId order by p.position nulls last, p.id")
    List<Phase> everOf(long workflowId);

    @Query("select p.workflowId from Phase p where p.id = :id")
    Optional<Long> workflowOf(long id);
}
