package io.opportunities.identity;

import io.opportunities.common.ApiException;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.InstantSource;
import org.hibernate.engine.spi.SessionImplementor;
import org.jspecify.annotations.Nullable;
import org.springframework.orm.jpa.vendor.HibernateJpaDialect;
import org.springframework.transaction.TransactionDefinition;

/**
 * Sets the caller's company in each transaction before anything else, for row-level security, and sees by the same statement whether the
 * caller's key is still good: what {@link CallerCache} remembers may be a second old, and may not be believed any longer than that here.
 */
final class CompanyDialect extends HibernateJpaDialect {

    private static final long serialVersionUID = 1;
    private static final String ENTER = "select catalog_version, role, scope from enter_company(?, ?, ?)";

    private final transient CallerCache callers;
    private final transient InstantSource time;

    CompanyDialect(CallerCache callers, InstantSource time) {
        this.callers = callers;
        this.time = time;
    }

    /** @throws ApiException 401 where the key has been revoked or has expired, or its user is not active any more */
    @Override
    public Object beginTransaction(EntityManager session, TransactionDefinition definition) throws SQLException {
        Object begun = super.beginTransaction(session, definition);
        EnteredCompany entered = Caller.find().map(caller -> session.unwrap(SessionImplementor.class)
                .doReturningWork(connection -> enter(connection, caller))).orElse(null);
        return new Begun(begun, EnteredCompany.replace(entered));
    }

    @Override
    public void cleanupTransaction(@Nullable Object data) {
        if (data instanceof Begun begun) {
            EnteredCompany.replace(begun.outer);
            super.cleanupTransaction(begun.data);
        } else {
            super.cleanupTransaction(data);
        }
    }

    private EnteredCompany enter(Connection connection, Caller caller) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ENTER)) {
            statement.setLong(1, caller.companyId());
            statement.setLong(2, caller.keyId());
            statement.setTimestamp(3, Timestamp.from(time.instant()));
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                long version = row.getLong(1);
                EnteredCompany entered = new EnteredCompany(caller.companyId(), row.wasNull() ? -1 : version);
                if (caller.keyId() != 0) {
                    confirm(caller, row.getString(2), row.getString(3));
                }
                return entered;
            }
        }
    }

    private void confirm(Caller caller, @Nullable String role, @Nullable String scope) {
        if (role == null || scope == null || !scope.equals(caller.scope().wireName())) {
            callers.forget(caller);
            throw ApiException.unauthorized();
        }
        if (Role.valueOf(role) != caller.role()) {
            callers.forget(caller);
            caller.withRole(Role.valueOf(role)).enter();
        }
    }

    /**
     * What Spring is to give back when the transaction has ended.
     *
     * @param outer the company of the transaction that waits meanwhile
     */
    private record Begun(Object data, @Nullable EnteredCompany outer) {}
}
