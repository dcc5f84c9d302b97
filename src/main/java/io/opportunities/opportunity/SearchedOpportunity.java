package io.opportunities.opportunity;

import io.opportunities.identity.CompanyId;
import io.opportunities.matching.SearchedRecord;
import jakarta.persistence.Entity;
import java.math.BigDecimal;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.SQLRestriction;
import org.jspecify.annotations.Nullable;

/** What searches look up of an opportunity. */
@Entity
@SQLRestriction(CompanyId.OWN)
@Immutable
class SearchedOpportunity extends SearchedRecord {

    private @Nullable BigDecimal value;

    protected SearchedOpportunity() {}
}
