package io.opportunities.database.embedded;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.database.DatabaseOrigin;
import io.opportunities.support.PostgresConfiguration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

@ExtendWith(OutputCaptureExtension.class)
class EmbeddedDatabaseAutoConfigurationTests {

    @TempDir
    Path directory;

    private final ApplicationContextRunner contexts = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(EmbeddedDatabaseAutoConfiguration.class,
                    DataSourceAutoConfiguration.class, JdbcTemplateAutoConfiguration.class,
                    JdbcClientAutoConfiguration.class));

    @Test
    void withoutADatasourceTheEmbeddedDatabaseServesThePool(CapturedOutput output) {
        contexts.withPropertyValues("opportunities.embedded.data-directory=" + directory, "spring.datasource.url= ")
                .run(context -> {
                    assertThat(context.getBean(DatabaseOrigin.class)).isEqualTo(new DatabaseOrigin(true));
                    assertThat(context.getBean(JdbcClient.class).sql("select current_user").query().singleValue())
                            .isEqualTo("opportunities");
                });

        assertThat(output).contains("Embedded PostgreSQL 18", "from " + directory);
        assertThat(output.toString()).containsSubsequence("Shutdown completed", "Embedded PostgreSQL is stopped");
        assertThat(directory.resolve("cluster/postmaster.pid")).doesNotExist();
    }

    @Test
    void aServerThatIsKilledIsStartedAgainAndServesThePool(CapturedOutput output) {
        contexts.withPropertyValues("opportunities.embedded.data-directory=" + directory, "spring.datasource.url= ",
                "spring.datasource.hikari.connection-timeout=1000")
                .run(context -> {
                    JdbcClient client = context.getBean(JdbcClient.class);
                    client.sql("create table roof as select 'tile' as kind").update();
                    Path cluster = DataDirectory.at(directory).cluster();
                    ProcessHandle killed = PostgresProcess.of(cluster).orElseThrow();

                    killed.destroyForcibly();

                    assertThat(firstAnswer(client, "select kind from roof")).isEqualTo("tile");
                    assertThat(PostgresProcess.of(cluster)).isPresent().get().isNotEqualTo(killed);
                });

        assertThat(output.toString()).containsSubsequence("has died", "again", "Embedded PostgreSQL is stopped");
        assertThat(directory.resolve("cluster/postmaster.pid")).doesNotExist();
    }

    /** Repeats a query until the server responds; connections to the killed server fail. */
    private static Object firstAnswer(JdbcClient client, String question) throws InterruptedException {
        for (int tries = 0; tries < 120; tries++) {
            TimeUnit.MILLISECONDS.sleep(500);
            try {
                return client.sql(question).query().singleValue();
            } catch (DataAccessException away) {
                // try again
            }
        }
        throw new AssertionError("the server does not answer again");
    }

    @Test
    void aDatasourceUrlKeepsItAway() {
        contexts.withPropertyValues("spring.datasource.url=jdbc:postgresql://localhost:1/crm")
                .run(context -> assertThat(context).doesNotHaveBean(EmbeddedDatabase.class)
                        .getBean(DatabaseOrigin.class).isEqualTo(new DatabaseOrigin(false)));
    }

    @Test
    void aTestsDatabaseKeepsItAwayAndServesThePool() {
        contexts.withUserConfiguration(PostgresConfiguration.class).run(context -> {
            assertThat(context.getBean(DatabaseOrigin.class)).isEqualTo(new DatabaseOrigin(false));
            assertThat(context.getBean(JdbcConnectionDetails.class).getUsername()).isEqualTo("opportunities");
            assertThat(context.getBean(JdbcClient.class).sql("select 1").query().singleValue()).isEqualTo(1);
        });
    }

    @Test
    void aDirectoryThatIsAFileFailsTheContextWithOneSentence() throws Exception {
        Path file = Files.createFile(directory.resolve("file"));

        contexts.withPropertyValues("opportunities.embedded.data-directory=" + file).run(context -> {
            FailureAnalysis failure = requireNonNull(
                    new EmbeddedDatabaseFailureAnalyzer().analyze(requireNonNull(context.getStartupFailure())));

            assertThat(failure.getDescription())
                    .startsWith("The embedded PostgreSQL can not use the data directory " + file);
            assertThat(failure.getAction()).contains("SPRING_DATASOURCE_URL");
        });
    }
}
