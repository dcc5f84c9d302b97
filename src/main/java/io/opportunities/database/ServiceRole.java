package io.opportunities.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** The role the service works as: it owns its database but is no superuser, whom row-level security would not bind. */
final class ServiceRole {

    /** Name of the role and of its database. */
    static final String NAME = "opportunities";

    private ServiceRole() {}

    /** Creates role and database, given a superuser's connection and a password free of quotes. */
    static void create(String url, String superuser, String superuserPassword, String password) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, superuser, superuserPassword);
                Statement statement = connection.createStatement()) {
            statement.execute("create role %s login password '%s'".formatted(NAME, password));
            statement.execute("create database %s owner %s".formatted(NAME, NAME));
        }
    }
}
