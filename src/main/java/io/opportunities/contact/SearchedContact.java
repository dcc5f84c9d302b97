package io.opportunities.contact;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.List;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/**
 * What searches look up of a contact, in queries alone, never loaded: a view whose indexes PostgreSQL uses where row-level security would not
 * let it.
 */
@Entity
@Immutable
class SearchedContact {

    @Id
    private long id;

    private String name;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<String> emailKeys;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<String> phoneKeys;

    @SuppressWarnings("NullAway.Init")
    protected SearchedContact() {}
}
