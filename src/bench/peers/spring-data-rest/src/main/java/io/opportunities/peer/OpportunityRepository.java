package io.opportunities.peer;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.repository.query.Param;
import org.springframework.data.rest.core.annotation.RepositoryRestResource;

/** Becomes the endpoint, with a search by title. */
@RepositoryRestResource
interface OpportunityRepository extends JpaRepository<Opportunity, Long> {

    List<Opportunity> findByTitleIgnoreCase(@Param("title") String title);
}
