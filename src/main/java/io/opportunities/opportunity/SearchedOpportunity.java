package io.opportunities.opportunity;

import io.opportunities.matching.SearchedRecord;
import jakarta.persistence.Entity;
import java.math.BigDecimal;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** What searches look up of an opportunity. */
@Entity
@Immutable
class SearchedOpportunity extends SearchedRecord {

    private @Nullable BigDecimal value;

    protected SearchedOpportunity() {}
}
