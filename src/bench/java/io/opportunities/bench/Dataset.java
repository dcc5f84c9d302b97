package io.opportunities.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A database with many opportunities, multiplied from real building permits.
 *
 * @param companies how many have as many as {@code each} says; the first is the one that is measured
 */
record Dataset(String name, int companies, int each) {

    private static final Path PERMITS = Path.of("src/test/resources/permits-sample.jsonl");
    private static final String BIG = "'opportunity', 'contact', 'record_words', 'change'";

    /**
     * Fills it, unless it is there.
     *
     * @param empty a database that the service has set up, with the company, its properties and its workflow
     */
    void fill(Postgres server, String empty) throws SQLException, IOException {
        if (server.has(name)) {
            removeCreated(server);
            return;
        }
        String filling = name + "_filling";
        server.run("postgres", "drop database if exists " + filling);
        server.run("postgres", "create database " + filling + " template " + empty);
        System.out.println("filling " + name);
        copyPermits(server, filling);
        List<String> indexes = server.rows(filling, """
                select indexdef from pg_indexes i where schemaname = 'public' and tablename in (%s)
                   and not exists (select from pg_constraint c where c.conname = i.indexname)
                """.formatted(BIG));
        for (String index : server.rows(filling, """
                select indexname from pg_indexes i where schemaname = 'public' and tablename in (%s)
                   and not exists (select from pg_constraint c where c.conname = i.indexname)
                """.formatted(BIG))) {
            server.run(filling, "drop index " + index);
        }
        for (int company = 1; company <= companies; company++) {
            fillCompany(server, filling, company);
        }
        for (String index : indexes) {
            server.run(filling, index);
        }
        server.run(filling, "select setval('opportunity_seq', %1$d); select setval('contact_id_seq', %1$d)".formatted(companies * each + 1000));
        server.run(filling, "vacuum analyze");
        server.run("postgres", "alter database " + filling + " rename to " + name);
    }

    /** What earlier runs left, so that each measures the same. */
    private void removeCreated(Postgres server) throws SQLException {
        server.run(name, """
                set session_replication_role = replica;
                delete from opportunity where id > %1$d; delete from contact where id > %1$d; delete from record_words where record_id > %1$d;
                delete from change where record_id > %1$d or id > 1;
                update opportunity set size = null, version = 0 where version > 0
                """.formatted(companies * each));
        server.run(name, "vacuum analyze");
    }

    /** Reads what the calls look things up in into PostgreSQL's buffers, where it is on a server that has run for a day. */
    void warm(Postgres server) throws SQLException {
        server.run(name, """
                create extension if not exists pg_prewarm;
                select pg_prewarm(oid) from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'i')
                   and relname ~ '^(opportunity|contact|record_words_document)'
                """);
    }

    /** The API key of a company, by its number in three digits. */
    static String key(String company) {
        return "opp_bench_" + company + "_0123456789abcdef0123456789abcdef";
    }

    private void fillCompany(Postgres server, String filling, int company) throws SQLException, IOException {
        if (company > 1) {
            server.run(filling, """
                    insert into company (company_id, name, created_at) values (%1$d, 'Company %1$d', now());
                    insert into app_user (company_id, id, version, email, email_key, role, is_active, created_at, updated_at)
                    values (%1$d, %1$d, 0, 'user%1$d@example.com', 'user%1$d@example.com', 'ADMIN', true, now(), now());
                    insert into api_key (company_id, id, user_id, scope, token_prefix, token_hash, created_at)
                    values (%1$d, %1$d, %1$d, 'full', 'opp_bench_', sha256('%2$s'), now())
                    """.formatted(company, key("%03d".formatted(company))));
        }
        try (InputStream script = Dataset.class.getResourceAsStream("/fill.sql")) {
            String statements = new String(script.readAllBytes(), StandardCharsets.UTF_8).replace("${count}", String.valueOf(each))
                    .replace("${company}", String.valueOf(company)).replace("${first}", String.valueOf((company - 1) * each))
                    .replace("${user}", String.valueOf(company));
            server.run(filling, statements);
        }
    }

    private static void copyPermits(Postgres server, String database) throws SQLException, IOException {
        JsonMapper json = JsonMapper.shared();
        List<String> lines = Files.readAllLines(PERMITS);
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            JsonNode permit = json.readTree(lines.get(i));
            String trades = permit.get("trades").valueStream().map(trade -> "\"" + trade.stringValue() + "\"").collect(Collectors.joining(","));
            rows.append(i).append('\t').append(field(permit.path("title"))).append('\t').append(field(permit.path("description")))
                    .append("\t{").append(trades.replace("\\", "\\\\")).append("}\t").append(field(permit.path("value"))).append('\t')
                    .append(field(permit.path("custom").path("permit_type"))).append('\n');
        }
        try (Connection connection = server.connect(database); Statement statement = connection.createStatement()) {
            statement.execute("create table bench_permit"
                    + " (id bigint primary key, title text, description text, trades varchar[], value numeric, type text)");
            CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
            copy.copyIn("copy bench_permit from stdin", new StringReader(rows.toString()));
            statement.execute("update bench_permit set title = left(title, 200), type = coalesce(type, 'Other')");
        }
    }

    /** As COPY reads it. */
    private static String field(JsonNode value) {
        return value.isNull() || value.isMissingNode()
                ? "\\N"
                : value.asString().replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r");
    }
}
