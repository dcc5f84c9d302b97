package io.opportunities.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The roles of a database that the service sets up itself: the owner, which migrates the schema and which row-level security does not bind,
 * and the one that the service acts as, which owns nothing.
 */
final class ServiceRole {

    /** Name of the owner and of its database. */
    static final String NAME = "opportunities";

    /** The role the service acts as, of one name everywhere: the schema's policies and grants are for it. */
    static final String ACTING = "opportunities_service";

    private ServiceRole() {}

    /** Creates owner and database, given a superuser's connection and a password free of quotes. */
    static void create(String url, String superuser, String superuserPassword, String password) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, superuser, superuserPassword);
                Statement statement = connection.createStatement()) {
            statement.execute("create role %s login password '%s'".formatted(NAME, password));
            statement.execute("create database %s owner %s".formatted(NAME, NAME));
        }
        admit(url, superuser, superuserPassword);
    }

    /** Lets the owner act as the role, also where the database was made before there was one. */
    static void admit(String url, String superuser, String superuserPassword) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, superuser, superuserPassword);
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    do $$ begin
                        if not exists (select from pg_roles where rolname = '%1$s') then
                            create role %1$s nologin;
                        end if;
                        if not pg_has_role('%2$s', '%1$s', 'member') then
                            grant %1$s to %2$s;
                        end if;
                    end $$""".formatted(ACTING, NAME));
        }
    }
}
