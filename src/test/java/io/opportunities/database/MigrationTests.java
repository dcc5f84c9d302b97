package io.opportunities.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.DatabaseOwner;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Repeatable migrations that run again, or must not, in a schema of their own beside that of the other tests. */
@ApiTest
class MigrationTests {

    private static final String CHANGE_FILES = "update migrations.flyway_schema_history set checksum = 1 where version is null";
    private static final String RUNS = "select count(*) from migrations.flyway_schema_history where version is null";
    private static final String NEWER_RELEASE = """
            insert into migrations.flyway_schema_history (installed_rank, version, description, type, script, installed_by, execution_time, success)
            values (1000, '1000', 'newer', 'SQL', 'V1000__newer.sql', 'newer', 0, true)
            """;
    private static final String CODE = """
            select string_agg(code, chr(10) order by code) from (
                select pg_get_functiondef(p.oid) || coalesce(p.proacl::text, '') as code
                  from pg_proc p where p.pronamespace = 'migrations'::regnamespace
                union all
                select pg_get_triggerdef(t.oid) from pg_trigger t join pg_class c on c.oid = t.tgrelid
                 where c.relnamespace = 'migrations'::regnamespace and not t.tgisinternal
                union all
                select c.relname || pg_get_viewdef(c.oid) || c.relacl::text
                  from pg_class c where c.relnamespace = 'migrations'::regnamespace and c.relkind = 'v'
            ) as every
            """;

    @Autowired
    private JdbcConnectionDetails server;

    @Autowired
    private DatabaseOwner owner;

    private FlywayMigrationStrategy strategy;
    private Flyway flyway;

    @BeforeEach
    void migratedSchema() {
        owner.sql("create schema migrations").update();
        String url = server.getJdbcUrl() + (server.getJdbcUrl().contains("?") ? "&" : "?") + "currentSchema=migrations,public";
        var connections = new DriverManagerDataSource(url, String.valueOf(server.getUsername()), String.valueOf(server.getPassword()));
        strategy = new MigrationConfiguration().flywayMigrationStrategy(connections, new ShardSettings(CitusDatabase.isGiven()));
        flyway = Flyway.configure().dataSource(connections).load();
        strategy.migrate(flyway);
        owner.sql("insert into migrations.company (company_id, name, created_at) values (1, 'Acme', now())").update();
    }

    @AfterEach
    void dropSchema() {
        owner.sql("drop schema migrations cascade").update();
    }

    @Test
    void secondRunOfRepeatableMigrationsChangesNothing() {
        String before = code();
        long runs = runs();
        owner.sql(CHANGE_FILES).update();

        strategy.migrate(flyway);

        assertThat(runs()).isEqualTo(2 * runs);
        assertThat(code()).isEqualTo(before).contains("enter_company", "opportunity_keeps_index", "searched_words");
    }

    @Test
    void olderReleaseLeavesANewerSchemaAsItIs() {
        long runs = runs();
        owner.sql(CHANGE_FILES).update();
        owner.sql(NEWER_RELEASE).update();

        strategy.migrate(flyway);

        assertThat(runs()).isEqualTo(runs);
    }

    private long runs() {
        return owner.sql(RUNS).query(Long.class).single();
    }

    private String code() {
        return owner.sql(CODE).query(String.class).single();
    }
}
