package io.opportunities.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.opportunities.support.ApiTest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ApiTest
class WatchdogSocketFactoryTests {

    @Autowired
    private DataSource database;

    @Test
    void aReadOverItsLimitClosesTheConnection() throws SQLException {
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
            connection.setNetworkTimeout(Runnable::run, 6_000);
            long begin = System.nanoTime();

            assertThatThrownBy(() -> statement.execute("set statement_timeout = 0; select pg_sleep(60)"))
                    .isInstanceOfSatisfying(SQLException.class, failure -> assertThat(failure.getSQLState()).startsWith("08"));

            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(20));
            assertThat(connection.isValid(1)).isFalse();
        }
    }

    @Test
    void anAnswerThatComesInTimeIsRead() throws SQLException {
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
            connection.setNetworkTimeout(Runnable::run, 6_000);

            try (ResultSet row = statement.executeQuery("select 1 from pg_sleep(2)")) {
                assertThat(row.next()).isTrue();
            }
        }
    }

    @Test
    void thePoolReadsThroughThemAndWaitsForFifteenSecondsByDefault() throws SQLException {
        assertThat(database.unwrap(HikariDataSource.class).getDataSourceProperties())
                .containsEntry("socketFactory", WatchdogSocketFactory.class.getName());
        try (Connection connection = database.getConnection()) {
            assertThat(connection.getNetworkTimeout()).isEqualTo(15_000);
        }
    }
}
