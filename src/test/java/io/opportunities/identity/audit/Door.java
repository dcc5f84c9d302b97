package io.opportunities.identity.audit;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A data source that can be shut. */
final class Door extends DelegatingDataSource {

    boolean open = true;

    Door(DataSource pool) {
        super(pool);
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (!open) {
            throw new SQLException("away", "08001");
        }
        return super.getConnection();
    }
}
