package io.opportunities.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The roles of a database that the service sets up itself. The owner migrates the schema and is not bound by row-level security. The
 * service acts as the other role, which owns nothing.
 */
public final class ServiceRole {

    /** Name of the owner and of its database. */
    public static final String NAME = "opportunities";

    /** The role of the service, with a fixed name: the schema's policies and grants refer to it. */
    static final String ACTING = "opportunities_service";

    private ServiceRole() {}

    /** Creates owner and database, with a superuser's connection and a password free of quotes. */
    public static void create(String url, String superuser, String superuserPassword, String password) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, superuser, superuserPassword);
                Statement statement = connection.createStatement()) {
            statement.execute("create role %s login password '%s'".formatted(NAME, password));
            statement.execute("create database %s owner %s".formatted(NAME, NAME));
        }
        grant(url, superuser, superuserPassword);
    }

    /** Permits the owner to act as the role, also in a database older than the role. */
    public static void grant(String url, String superuser, String superuserPassword) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, superuser, superuserPassword);
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    do $$ begin
                        if not exists (select 1 from pg_roles where rolname = '%1$s') then
                            create role %1$s nologin;
                        end if;
                        if not pg_has_role('%2$s', '%1$s', 'member') then
                            grant %1$s to %2$s;
                        end if;
                    end $$""".formatted(ACTING, NAME));
        }
    }
}
