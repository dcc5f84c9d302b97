package io.opportunities.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

@ApiTest
@ExtendWith(OutputCaptureExtension.class)
class RowSecurityCheckTests {

    @Autowired
    private JdbcConnectionDetails server;

    @Autowired
    private JdbcClient database;

    @Test
    void aServiceThatActsAsTheOwnerLogsARemedy(CapturedOutput output) {
        JdbcClient owner = JdbcClient.create(new DriverManagerDataSource(server.getJdbcUrl(), String.valueOf(server.getUsername()),
                String.valueOf(server.getPassword())));

        check(owner, true);

        assertThat(output).contains("WARN", "Row-level security is not in force, as the service acts as opportunities",
                "start the service again: grant opportunities_service to \"opportunities\"");
    }

    @Test
    void rowSecurityInForceLogsNothing(CapturedOutput output) {
        check(database, true);

        assertThat(output).doesNotContain("Row-level security");
    }

    @Test
    void rowSecuritySwitchedOffIsLogged(CapturedOutput output) {
        check(database, false);

        assertThat(output).contains("Row-level security is not in force: OPPORTUNITIES_ROW_LEVEL_SECURITY is off");
    }

    private static void check(JdbcClient connections, boolean on) {
        new RowSecurityCheck(connections, new RowSecuritySettings(on)).run(new DefaultApplicationArguments());
    }
}
