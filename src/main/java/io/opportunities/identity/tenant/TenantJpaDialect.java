package io.opportunities.identity.tenant;

import io.opportunities.common.contact.KeyVersion;
import io.opportunities.identity.Caller;
import io.opportunities.identity.Role;
import io.opportunities.identity.authentication.CallerCache;
import io.opportunities.web.error.ApiException;
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
 * Sets the caller's company at the start of each transaction, for row-level security. The same statement verifies the caller's key, because
 * entries of {@link CallerCache} may be a second old.
 */
final class TenantJpaDialect extends HibernateJpaDialect {

    private static final long serialVersionUID = 1;
    private static final String ENTER = "select catalog_version, role, scope, largest_record from enter_company(?, ?, ?, ?)";

    private final transient CallerCache callers;
    private final transient CompanyMemoryLimit room;
    private final transient InstantSource time;
    private final String keyVersion;

    /** @param keyVersion of the match keys that transactions write */
    TenantJpaDialect(CallerCache callers, CompanyMemoryLimit room, InstantSource time, KeyVersion keyVersion) {
        this.callers = callers;
        this.room = room;
        this.time = time;
        this.keyVersion = String.valueOf(keyVersion.number());
    }

    /** @throws ApiException 401 if the key is revoked or expired, or its user is inactive */
    @Override
    public Object beginTransaction(EntityManager session, TransactionDefinition definition) throws SQLException {
        Object begun = super.beginTransaction(session, definition);
        CurrentCompany entered = Caller.find().map(caller -> session.unwrap(SessionImplementor.class)
                .doReturningWork(connection -> enter(connection, caller))).orElse(null);
        if (entered != null) {
            room.entered(entered);
        }
        return new Begun(begun, CurrentCompany.replace(entered));
    }

    @Override
    public void cleanupTransaction(@Nullable Object data) {
        if (data instanceof Begun begun) {
            CurrentCompany.replace(begun.outer);
            super.cleanupTransaction(begun.data);
        } else {
            super.cleanupTransaction(data);
        }
    }

    private CurrentCompany enter(Connection connection, Caller caller) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ENTER)) {
            statement.setLong(1, caller.companyId());
            statement.setLong(2, caller.keyId());
            statement.setTimestamp(3, Timestamp.from(time.instant()));
            statement.setString(4, keyVersion);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                long version = row.getLong(1);
                CurrentCompany entered = new CurrentCompany(caller.companyId(), row.wasNull() ? -1 : version, row.getInt(4));
                if (caller.keyId() != 0) {
                    confirm(caller, row.getString(2), row.getString(3));
                }
                return entered;
            }
        }
    }

    private void confirm(Caller caller, @Nullable String role, @Nullable String scope) {
        if (role == null || scope == null || !scope.equals(caller.scope().wireName())) {
            callers.evict(caller);
            throw ApiException.unauthorized();
        }
        if (Role.valueOf(role) != caller.role()) {
            callers.evict(caller);
            caller.withRole(Role.valueOf(role)).enter();
        }
    }

    /**
     * The state to restore after the transaction.
     *
     * @param outer the company of the suspended outer transaction
     */
    private record Begun(Object data, @Nullable CurrentCompany outer) {}
}
