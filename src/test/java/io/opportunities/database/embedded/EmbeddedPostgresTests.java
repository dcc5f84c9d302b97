package io.opportunities.database.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.opportunities.database.ServiceRole;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class EmbeddedPostgresTests {

    @TempDir
    Path directory;

    @AfterEach
    void endWhatAKilledProcessLeft() throws IOException {
        if (Files.exists(directory)) {
            PostgresProcess.clear(DataDirectory.at(directory).cluster());
        }
    }

    @Test
    void dataSurvivesARestart() throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(directory)) {
            execute(database, "create table roof as select 'tile' as kind");
        }

        try (EmbeddedDatabase database = EmbeddedDatabase.start(directory)) {
            assertThat(ask(database, "select kind from roof")).isEqualTo("tile");
        }
    }

    @Test
    void aKilledProcessLosesNoCommittedRow() throws Exception {
        try (EmbeddedPostgresProcess service = EmbeddedPostgresProcess.on(directory)) {
            JdbcClient client = client(service.line("url"), DataDirectory.at(directory).password());
            client.sql("create table roof as select 'tile' as kind").update();
            service.kill();
        }
        Path cluster = DataDirectory.at(directory).cluster();
        Optional<ProcessHandle> leftBehind = PostgresProcess.of(cluster);

        try (EmbeddedDatabase database = EmbeddedDatabase.start(directory)) {
            assertThat(leftBehind).isPresent();
            assertThat(PostgresProcess.of(cluster)).isPresent().isNotEqualTo(leftBehind);
            assertThat(ask(database, "select kind from roof")).isEqualTo("tile");
        }
    }

    @Test
    void startsAfterAProcessKilledWhileItCreatedTheDatabase() throws Exception {
        try (EmbeddedPostgresProcess service = EmbeddedPostgresProcess.on(directory)) {
            while (!isCreating()) {
                Thread.sleep(10);
            }
            service.kill();
        }

        try (EmbeddedDatabase database = EmbeddedDatabase.start(directory)) {
            assertThat(ask(database, "select current_user")).isEqualTo("opportunities");
        }
    }

    @Test
    void aSecondProcessIsRefusedAndTheFirstGoesOn() throws Exception {
        try (EmbeddedDatabase first = EmbeddedDatabase.start(directory);
                EmbeddedPostgresProcess second = EmbeddedPostgresProcess.on(directory)) {
            assertThat(second.line("refused")).isEqualTo("The data directory %s is in use by another running service"
                    .formatted(directory.toRealPath()));
            assertThat(ask(first, "select 'alive'")).isEqualTo("alive");
        }
    }

    @Test
    void aSecondStartInThisProcessIsRefusedAndTheLockStays() throws Exception {
        try (EmbeddedDatabase first = EmbeddedDatabase.start(directory)) {
            assertThatExceptionOfType(EmbeddedDatabaseException.class)
                    .isThrownBy(() -> EmbeddedDatabase.start(directory));

            try (EmbeddedPostgresProcess second = EmbeddedPostgresProcess.on(directory)) {
                assertThat(second.line("refused")).contains("in use");
            }
            assertThat(ask(first, "select 'alive'")).isEqualTo("alive");
        }
    }

    @Test
    void aStalePidOfAnotherProgramDoesNotHinderTheStart() throws Exception {
        EmbeddedDatabase.start(directory).close();
        Files.writeString(directory.resolve("cluster/postmaster.pid"), ProcessHandle.current().pid() + "\n");

        try (EmbeddedDatabase database = EmbeddedDatabase.start(directory)) {
            assertThat(ask(database, "select 'alive'")).isEqualTo("alive");
        }
    }

    @Test
    void servesTheLoopbackInterfaceWithAPasswordAndOnDisk() throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(directory)) {
            int port = URI.create(database.getJdbcUrl().substring("jdbc:".length())).getPort();

            assertThat(ask(database, "show listen_addresses")).isEqualTo("127.0.0.1");
            for (InetAddress outside : NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> !address.isLoopbackAddress()).toList()) {
                assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> new Socket(outside, port).close());
            }
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> DriverManager.getConnection(database.getJdbcUrl(), "postgres", "wrong"))
                    .withMessageContaining("password authentication failed");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("password"))))
                    .isEqualTo("rw-------");
            assertThat(ask(database, "select string_agg(setting, ' ') from pg_settings where name in "
                    + "('fsync', 'full_page_writes', 'synchronous_commit')")).isEqualTo("on on on");
        }
    }

    @Test
    void theServiceIsNoSuperuserAndTextIsUnicodeInAFixedOrder() throws Exception {
        try (EmbeddedDatabase database = EmbeddedDatabase.start(directory)) {
            assertThat(ask(database, "select rolsuper::text from pg_roles where rolname = current_user"))
                    .isEqualTo("false");
            assertThat(ask(database, "select pg_encoding_to_char(encoding) || ' ' || datlocprovider::text || ' ' || datlocale"
                    + " from pg_database where datname = current_database()")).isEqualTo("UTF8 b C.UTF-8");
            execute(database, "create extension pg_trgm");
            assertThat(ask(database, "select upper('é') || array_length(show_trgm('ñé'), 1)")).isEqualTo("É3");
        }
    }

    @Test
    void aDirectoryMadeBeforeTheServiceHadARoleOfItsOwnIsGivenOne() throws Exception {
        String member = "select pg_has_role('opportunities_service', 'member')::text from pg_roles where rolname = 'opportunities_service'";
        try (EmbeddedDatabase database = EmbeddedDatabase.start(directory)) {
            assertThat(ask(database, member)).isEqualTo("true");
            JdbcClient.create(new DriverManagerDataSource(database.getJdbcUrl(), PostgresServer.SUPERUSER, database.getPassword()))
                    .sql("drop role opportunities_service").update();
        }

        try (EmbeddedDatabase database = EmbeddedDatabase.start(directory)) {
            assertThat(ask(database, member)).isEqualTo("true");
        }
    }

    private boolean isCreating() throws IOException {
        return DataDirectory.at(directory).unfinished().stream()
                .anyMatch(cluster -> Files.exists(cluster.resolve("postgresql.conf")));
    }

    private static String ask(EmbeddedDatabase database, String question) {
        return client(database.getJdbcUrl(), database.getPassword()).sql(question).query(String.class).single();
    }

    private static void execute(EmbeddedDatabase database, String statement) {
        client(database.getJdbcUrl(), database.getPassword()).sql(statement).update();
    }

    private static JdbcClient client(String url, String password) {
        return JdbcClient.create(new DriverManagerDataSource(url, ServiceRole.NAME, password));
    }
}
