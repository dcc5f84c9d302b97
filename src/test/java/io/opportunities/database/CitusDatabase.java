package io.opportunities.database;

import java.util.List;
import java.util.Optional;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A fresh database on the nodes of a Citus, whose coordinator {@code -Dcitus.url=} names: the address of a database with joined nodes, for a
 * superuser, such as {@code jdbc:postgresql://127.0.0.1:5432/postgres?user=postgres}. The tests then run on it.
 */
public final class CitusDatabase {

    private static final String NAME = "opportunities_tests";

    /** A node and how to connect to it. */
    public record Node(String host, int port) {

        public JdbcClient connect(String database) {
            return JdbcClient.create(new DriverManagerDataSource(url(database) + query()));
        }

        private String url(String database) {
            return "jdbc:postgresql://%s:%d/%s".formatted(host, port, database);
        }
    }

    private CitusDatabase() {}

    public static boolean isGiven() {
        return given().isPresent();
    }

    private static Optional<String> given() {
        return Optional.ofNullable(System.getProperty("citus.url")).filter(url -> !url.isBlank());
    }

    /** Lets the service know, before its settings are read. */
    public static void announce() {
        if (isGiven()) {
            System.setProperty("opportunities.sharded", "true");
        }
    }

    /** Creates the database, empty, on all nodes. */
    public static JdbcConnectionDetails create() {
        JdbcConnectionDetails created = createPlain(NAME);
        join(NAME);
        return created;
    }

    /** Creates a database on each node, without Citus. */
    public static JdbcConnectionDetails createPlain(String name) {
        List<Node> nodes = nodes();
        nodes.forEach(node -> {
            JdbcClient server = node.connect("postgres");
            server.sql(
                    "do $$ begin if not exists (select from pg_roles where rolname = '%1$s') then create role %1$s login createrole; end if; end $$"
                            .formatted(ServiceRole.NAME))
                    .update();
            server.sql("drop database if exists %s with (force)".formatted(name)).update();
            server.sql("create database %s owner %s".formatted(name, ServiceRole.NAME)).update();
        });
        return new Details(nodes.getFirst().url(name));
    }

    /** Makes one Citus of the databases of a name. */
    public static void join(String name) {
        List<Node> nodes = nodes();
        nodes.forEach(node -> node.connect(name).sql("create extension citus").update());
        Node coordinator = nodes.getFirst();
        JdbcClient database = coordinator.connect(name);
        database.sql("select citus_set_coordinator_host(?, ?)").params(coordinator.host, coordinator.port).query(rows -> {});
        nodes.stream().skip(1).forEach(node -> database.sql("select citus_add_node(?, ?)").params(node.host, node.port).query(rows -> {}));
    }

    /** Returns the coordinator and then the workers. */
    public static List<Node> nodes() {
        return JdbcClient.create(new DriverManagerDataSource(given().orElseThrow()))
                .sql("select nodename as host, nodeport as port from pg_dist_node order by groupid")
                .query((row, number) -> new Node(row.getString(1), row.getInt(2))).list();
    }

    /** Connects to the coordinator as a superuser. */
    public static JdbcClient superuser() {
        return nodes().getFirst().connect(NAME);
    }

    /** Returns the node that has the rows of a company. */
    public static Node nodeOf(long company) {
        return superuser().sql("""
                select n.nodename as host, n.nodeport as port from pg_dist_placement p join pg_dist_node n using (groupid)
                 where p.shardid = get_shard_id_for_distribution_column('company', ?)""").param(company).query(Node.class).single();
    }

    private static String query() {
        String url = given().orElseThrow();
        return url.contains("?") ? url.substring(url.indexOf('?')) : "";
    }

    private record Details(String getJdbcUrl) implements JdbcConnectionDetails {

        @Override
        public String getUsername() {
            return ServiceRole.NAME;
        }

        @Override
        public String getPassword() {
            return "test";
        }
    }
}
