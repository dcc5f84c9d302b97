package io.opportunities.opportunity;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.math.BigDecimal;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/**
 * What searches look up of an opportunity, in queries alone, never loaded: a view whose indexes PostgreSQL uses where row-level security would not
 * let it.
 */
@Entity
@Immutable
class SearchedOpportunity {

    @Id
    private long id;

    private String title;
    private String address;
    private @Nullable String city;
    private @Nullable String state;
    private @Nullable String zipcode;
    private @Nullable String primaryEmail;
    private @Nullable String primaryPhone;
    private @Nullable String phoneKey;
    private @Nullable BigDecimal value;

    @SuppressWarnings("NullAway.Init")
    protected SearchedOpportunity() {}
}
