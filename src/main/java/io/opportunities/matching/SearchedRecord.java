package io.opportunities.matching;

import io.opportunities.matching.key.MatchableFields;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import org.jspecify.annotations.Nullable;

/**
 * The columns that searches read through a view, by operators beyond those of {@link MatchableFields} that any index supports. It appears
 * in queries only and is never loaded. PostgreSQL uses the indexes of the view where row-level security would prevent it.
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
