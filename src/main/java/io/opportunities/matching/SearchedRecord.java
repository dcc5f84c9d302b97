package io.opportunities.matching;

import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import org.jspecify.annotations.Nullable;

/**
 * What searches look up of a record by other operators than those of {@link MatchableMembers} that any index serves: in queries alone, never
 * loaded. A view, whose indexes PostgreSQL uses where row-level security would not let it.
 */
@MappedSuperclass
public abstract class SearchedRecord {

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

    @SuppressWarnings("NullAway.Init")
    protected SearchedRecord() {}
}
