package io.opportunities.crm.workflow;

import io.opportunities.crm.workflow.run.TemplatePhase;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface PhaseRepository extends Repository<Phase, Long> {

    List<Phase> saveAll(Iterable<Phase> phases);

    /** Finds the active phases, in order. */
    @Query("select p from Phase p where p.workflowId in :workflowIds and p.position is not null order by p.workflowId, p.position")
    List<Phase> of(Collection<Long> workflowIds);

    /** Finds all phases; the retired ones come last. */
    @Query("select p from Phase p where p.workflowId = :workflowId order by p.position nulls last, p.id")
    List<Phase> everOf(long workflowId);

    /** Finds all phases in that order, without their descriptions. */
    @Query("""
            select new io.opportunities.crm.workflow.PhaseRepository$Step(p.position, p.id, p.name, p.type, p.redSla, p.yellowSla)
              from Phase p where p.workflowId = :workflowId order by p.position nulls last, p.id
            """)
    List<Step> steps(long workflowId);

    /** A phase; the position of a retired one is null. */
    record Step(@Nullable Integer position, long id, String name, @Nullable String type, @Nullable Integer redSla,
            @Nullable Integer yellowSla) {

        boolean isActive() {
            return position != null;
        }

        TemplatePhase template() {
            return new TemplatePhase(id, name, type, redSla, yellowSla);
        }
    }

    @Query("select p.workflowId from Phase p where p.id = :id")
    Optional<Long> workflowOf(long id);
}
