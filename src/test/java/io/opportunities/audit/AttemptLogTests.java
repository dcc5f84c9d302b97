package io.opportunities.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opportunities.ApiTest;
import io.opportunities.Basic;
import io.opportunities.Client;
import io.opportunities.Service;
import io.opportunities.identity.Attempt;
import io.opportunities.identity.ClientAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.transaction.PlatformTransactionManager;

/** What becomes of attempts while the database is away, or when there are too many of them. */
@ApiTest
@ExtendWith(OutputCaptureExtension.class)
class AttemptLogTests {

    @Autowired
    private Service service;

    @Autowired
    private DataSource pool;

    @Autowired
    private PlatformTransactionManager transactions;

    private final MeterRegistry meters = new SimpleMeterRegistry();
    private Door door;
    private AttemptLog log;

    @BeforeEach
    void aLogOfItsOwn() {
        door = new Door(pool);
        JdbcClient database = JdbcClient.create(door);
        log = new AttemptLog(new AttemptWriter(new KnownCredentials(database), JdbcClient.create(pool), transactions), meters);
    }

    @Test
    void whatComesWhileTheDatabaseIsAwayIsWrittenOnceItIsBack() {
        Client company = service.newCompany();
        String email = Basic.emailOfAdmin(company);
        door.open = false;
        log.noted(new Attempt.LoginRefused(email, from("203.0.113.1", "before")));
        log.write();
        log.noted(new Attempt.LoginLimited(email, from("203.0.113.1", "after")));
        log.write();
        assertThat(company.get("/authentication-events").body()).doesNotContain("LOGIN");

        door.open = true;
        log.write();

        assertThat(company.get("/authentication-events").body()).contains("LOGIN_REFUSED", "LOGIN_LIMITED", "203.0.113.1", "before",
                "after");
    }

    @Test
    void moreThanAThousandAreCountedAndNotKept() {
        door.open = false;

        IntStream.range(0, 3_000).forEach(i -> log.noted(new Attempt.LoginRefused("nobody" + i, from("203.0.113.2", "r"))));

        assertThat(meters.counter("opportunities.authentication.refused", "what", "login").count()).isEqualTo(3_000);
        assertThat(meters.counter("opportunities.authentication.unwritten").count()).isEqualTo(2_000);
    }

    @Test
    void unknownKeysFillNeitherTheLogNorTheTable(CapturedOutput output) {
        IntStream.range(0, 200).forEach(i -> log.noted(new Attempt.KeyRefused(Optional.empty(), from("203.0.113." + i, "flood"))));

        log.write();

        assertThat(output.getOut().lines().filter(line -> line.contains("(request flood)"))).hasSizeBetween(1, 32);
        assertThat(JdbcClient.create(pool).sql("select count(*) from authentication_event where request_id = 'flood'").query(Long.class)
                .single()).isZero();
    }

    private static Attempt.Origin from(String address, String requestId) {
        return new Attempt.Origin(Instant.now(), new ClientAddress(address, address), requestId);
    }

    /** The way to the database, which can be shut. */
    private static final class Door extends DelegatingDataSource {

        private boolean open = true;

        private Door(DataSource pool) {
            super(pool);
        }

        @Override
        public Connection getConnection() throws SQLException {
            if (!open) {
                throw new SQLException("away", "08001");
            }
            return super.getConnection();
        }
    }
}
