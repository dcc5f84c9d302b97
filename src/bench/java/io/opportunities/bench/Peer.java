package io.opportunities.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** A program in {@code src/bench/peers} that is measured beside the service, on a database of its own that it lays out itself. */
enum Peer {

    HAND_WRITTEN("hand-written", "express", 18310, "/readyz") {

        @Override
        List<String> buildCommand(Path directory) {
            return List.of("npm", "ci", "--prefer-offline", "--no-audit", "--no-fund", "--prefix", directory.toString());
        }

        @Override
        List<String> startCommand(Path directory) {
            return List.of("node", directory.resolve("server.mjs").toString());
        }

        @Override
        List<Request> requests(PeerCall call) {
            return call.requests();
        }
    },

    SPRING_DATA_REST("Spring Data REST", "spring-data-rest", 18320, "/") {

        @Override
        List<String> buildCommand(Path directory) {
            return List.of("./mvnw", "-q", "-f", directory.resolve("pom.xml").toString(), "package");
        }

        @Override
        List<String> startCommand(Path directory) {
            return List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar",
                    directory.resolve("target/peer.jar").toString());
        }

        @Override
        List<Request> requests(PeerCall call) {
            return call == PeerCall.CONTACT ? List.of() : call.searchedRequests();
        }
    };

    final String title;
    private final String name;
    private final int port;
    private final String ready;

    Peer(String title, String name, int port, String ready) {
        this.title = title;
        this.name = name;
        this.port = port;
        this.ready = ready;
    }

    abstract List<String> buildCommand(Path directory);

    abstract List<String> startCommand(Path directory);

    /** Returns what a client sends for a call: an empty list, if the peer has nothing like it. */
    abstract List<Request> requests(PeerCall call);

    /** Builds a copy of the sources in {@code target/bench}, starts it, and gives it as many records as the service has. */
    HttpProcess start(Postgres server, Dataset dataset) throws IOException, InterruptedException, SQLException {
        Path directory = Path.of("target/bench/peers", name);
        Files.createDirectories(directory.getParent());
        Run.output(List.of("rm", "-rf", directory.toString()), Map.of());
        Run.output(List.of("cp", "-r", "src/bench/peers/" + name, directory.toString()), Map.of());
        Run.output(buildCommand(directory), Map.of("JAVA_HOME", System.getProperty("java.home")));
        String database = "bench_" + name.replace('-', '_');
        server.run("postgres", "drop database if exists " + database);
        server.run("postgres", "create database " + database);
        ProcessBuilder builder = new ProcessBuilder(startCommand(directory));
        builder.environment().putAll(environment(server.url(database)));
        HttpProcess process = HttpProcess.start(builder, Path.of("target/bench/" + name + ".log"), port, ready);
        fill(server, database, dataset.each());
        return process;
    }

    /** Returns the database's address twice: the program for Node reads the first, Spring Boot the second. */
    private Map<String, String> environment(String url) {
        return Map.of("SERVER_PORT", String.valueOf(port), "NODE_ENV", "production", "DATABASE_URL", url.substring("jdbc:".length()),
                "PGUSER", "postgres", "PGPASSWORD", "postgres", "SPRING_DATASOURCE_URL", url, "SPRING_DATASOURCE_USERNAME", "postgres",
                "SPRING_DATASOURCE_PASSWORD", "postgres");
    }

    private static void fill(Postgres server, String database, int count) throws SQLException {
        server.run(database, """
                insert into opportunity (title, address, trades, value, custom)
                select 'Job ' || n, n || ' Oak Ave, Nashville, TN 37203', array['Roofing', 'Gutters', 'Siding', 'Painting'], 12500.50,
                       jsonb_build_object('permit_number', 'T' || n, 'permit_type', 'Roofing')
                  from generate_series(%d, %d) as n
                """.formatted(Numbers.DATA + 1, Numbers.DATA + count));
        server.run(database, "vacuum analyze opportunity");
    }
}
