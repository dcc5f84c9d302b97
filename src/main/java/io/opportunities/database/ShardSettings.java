package io.opportunities.database;

import javax.sql.DataSource;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Whether the database is Citus, with the companies on several nodes.
 *
 * @param sharded the setting, which must agree with the database
 */
@ConfigurationProperties("opportunities")
public record ShardSettings(@DefaultValue("false") boolean sharded) {

    /** @throws IllegalStateException if the setting does not agree with the database */
    void check(DataSource owner) {
        if (JdbcClient.create(owner).sql("select is_sharded()").query(Boolean.class).single() != sharded) {
            throw new IllegalStateException(sharded
                    ? "OPPORTUNITIES_SHARDED is true, but the database has no extension citus: create it as a superuser, on every node"
                    : "the database has the extension citus: set OPPORTUNITIES_SHARDED to true");
        }
    }

    /** Distributes the tables that are not distributed, after the migrations and before the first company. */
    void distributeTables(DataSource owner) {
        if (sharded) {
            JdbcClient database = JdbcClient.create(owner);
            database.sql("select distribute_functions()").query(rows -> {});
            database.sql("select distribute_tables()").query(rows -> {});
        }
    }
}
