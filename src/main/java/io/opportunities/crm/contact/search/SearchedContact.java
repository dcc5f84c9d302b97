package io.opportunities.crm.contact.search;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.List;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/**
 * The columns that searches of contacts read through a view. It appears in queries only and is never loaded. PostgreSQL uses the indexes of
 * the view where row-level security would prevent it.
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
