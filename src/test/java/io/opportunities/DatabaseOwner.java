package io.opportunities;

import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Reads and writes the tests' database as the owner of its tables, whom row-level security does not bind: the rows of all companies. */
public final class DatabaseOwner {

    private final JdbcClient database;

    DatabaseOwner(JdbcConnectionDetails database) {
        this.database = JdbcClient.create(new DriverManagerDataSource(database.getJdbcUrl(),
                String.valueOf(database.getUsername()), String.valueOf(database.getPassword())));
    }

    public StatementSpec sql(String statement) {
        return database.sql(statement);
    }
}
