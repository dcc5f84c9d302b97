package io.opportunities.property;

import java.util.List;
import org.springframework.data.repository.Repository;

interface PropertyOptionRepository extends Repository<PropertyOption, Long> {

    List<PropertyOption> saveAll(Iterable<PropertyOption> options);
}
