package io.opportunities.account;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/**
 * What searches look up of an account, in queries alone, never loaded: a view whose indexes PostgreSQL uses where row-level security would not
 * let it.
 */
@Entity
@Immutable
class SearchedAccount {

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
    protected SearchedAccount() {}
}
