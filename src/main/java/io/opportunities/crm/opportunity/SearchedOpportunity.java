package io.opportunities.crm.opportunity;

import io.opportunities.matching.SearchedRecord;
import jakarta.persistence.Entity;
import java.math.BigDecimal;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** The columns that searches of opportunities read. */
@Entity
@Immutable
class SearchedOpportunity extends SearchedRecord {

    private @Nullable BigDecimal value;

    protected SearchedOpportunity() {}
}
