package io.opportunities.workflow;

import java.util.Optional;
import org.springframework.data.repository.Repository;

interface WorkflowRepository extends Repository<Workflow, Long> {

    Workflow save(Workflow workflow);

    Optional<Workflow> findById(long id);
}
