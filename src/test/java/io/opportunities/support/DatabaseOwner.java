package io.opportunities.support;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Accesses the tests' database as the owner of its tables, whom row-level security does not bind: the rows of all companies. */
public final class DatabaseOwner {

    private final DataSource connections;
    private final JdbcClient database;

    DatabaseOwner(JdbcConnectionDetails database) {
        this.connections = new DriverManagerDataSource(database.getJdbcUrl(), String.valueOf(database.getUsername()),
                String.valueOf(database.getPassword()));
        this.database = JdbcClient.create(connections);
    }

    /** Begins a separate transaction, which the caller rolls back or commits. */
    public Connection begin() throws SQLException {
        Connection connection = connections.getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    public StatementSpec sql(String statement) {
        return database.sql(statement);
    }

    /** Waits until a transaction waits for a lock of another one. */
    public void awaitLockWait() throws InterruptedException {
        for (int tries = 0; tries < 200; tries++) {
            if (sql("select count(*) from pg_locks where not granted").query(Long.class).single() > 0) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        throw new AssertionError("no transaction waits for the lock");
    }
}
