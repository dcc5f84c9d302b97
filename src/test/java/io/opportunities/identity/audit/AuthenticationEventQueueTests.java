package io.opportunities.identity.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opportunities.identity.Caller;
import io.opportunities.identity.ClientAddress;
import io.opportunities.identity.authentication.AuthenticationAttempt;
import io.opportunities.support.ApiTest;
import io.opportunities.support.Basic;
import io.opportunities.support.Client;
import io.opportunities.support.Service;
import io.opportunities.support.TestResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Attempts while the database is unavailable, or while there are too many of them. */
@ApiTest
@ExtendWith(OutputCaptureExtension.class)
class AuthenticationEventQueueTests {

    @Autowired
    private Service service;

    @Autowired
    private DataSource pool;

    @Autowired
    private PlatformTransactionManager transactions;

    private final MeterRegistry meters = new SimpleMeterRegistry();
    private Door door;
    private AuthenticationEventQueue log;

    @BeforeEach
    void aLogOfItsOwn() {
        door = new Door(pool);
        JdbcClient database = JdbcClient.create(door);
        log = new AuthenticationEventQueue(
                new AuthenticationEventWriter(new CredentialOwnerLookup(database), JdbcClient.create(pool), transactions), meters);
    }

    @Test
    void whatComesWhileTheDatabaseIsAwayIsWrittenOnceItIsBack() {
        Client company = service.newCompany();
        String email = Basic.emailOfAdmin(company);
        door.open = false;
        log.record(new AuthenticationAttempt.LoginRefused(email, from("203.0.113.1", "before")));
        log.write();
        log.record(new AuthenticationAttempt.LoginLimited(email, from("203.0.113.1", "after")));
        log.write();
        assertThat(company.get("/authentication-events").body()).doesNotContain("LOGIN");

        door.open = true;
        log.write();

        assertThat(company.get("/authentication-events").body()).contains("LOGIN_REFUSED", "LOGIN_LIMITED", "203.0.113.1", "before",
                "after");
    }

    @Test
    void whatComesWhileItsCompanyHasNoConnectionLeftIsWrittenLater() throws Exception {
        Client company = service.newCompany();
        String email = Basic.emailOfAdmin(company);
        Caller caller = new CredentialOwnerLookup(JdbcClient.create(pool)).user(email).map(
                known -> Caller.service(known.companyId(), known.userId())).orElseThrow();
        int connections = pool.unwrap(HikariDataSource.class).getMaximumPoolSize();
        CountDownLatch end = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CountDownLatch begun = new CountDownLatch(connections - connections / 4);
            IntStream.range(0, connections - connections / 4).forEach(i -> threads.submit(() -> caller.run(
                    () -> new TransactionTemplate(transactions).execute(status -> {
                        begun.countDown();
                        waitFor(end);
                        return end;
                    }))));
            waitFor(begun);
            log.record(new AuthenticationAttempt.LoginRefused(email, from("203.0.113.1", "first")));
            log.record(new AuthenticationAttempt.LoginRefused(email, from("203.0.113.2", "second")));

            log.write();
            end.countDown();
        }
        log.write();

        assertThat(requestsOf(company, "LOGIN_")).containsExactlyInAnyOrder("first", "second");
    }

    @Test
    void moreThanAThousandAreCountedAndNotKept() {
        door.open = false;

        IntStream.range(0, 3_000).forEach(i -> log.record(new AuthenticationAttempt.LoginRefused("nobody" + i, from("203.0.113.2", "r"))));

        assertThat(meters.counter("opportunities.authentication.refused", "what", "login").count()).isEqualTo(3_000);
        assertThat(meters.counter("opportunities.authentication.unwritten").count()).isEqualTo(2_000);
    }

    @Test
    void aRefusalIsOneRowAMinuteWhicheverReplicaSawIt() {
        Client company = service.newCompany();
        String email = Basic.emailOfAdmin(company);
        Instant minute = Instant.parse("2026-11-29T08:00:00Z");
        for (int i = 0; i < 4; i++) {
            // each queue has no knowledge of rows stored by another
            aLogOfItsOwn();
            log.record(new AuthenticationAttempt.LoginRefused(email, from("203.0.113.3", "first", minute.plusSeconds(10 * i))));
            log.record(new AuthenticationAttempt.LoginRefused(email, from("203.0.113.4", "second", minute.plusSeconds(10 * i))));
            log.record(new AuthenticationAttempt.LoginLimited(email, from("203.0.113.4", "third", minute.plusSeconds(10 * i))));
            log.write();
        }
        aLogOfItsOwn();
        log.record(new AuthenticationAttempt.LoginRefused(email, from("203.0.113.3", "later", minute.plusSeconds(60))));
        log.write();

        assertThat(requestsOf(company, "LOGIN_")).containsExactlyInAnyOrder("first", "second", "third", "later");
    }

    @Test
    void refusalsOfOneUserFromManyAddressesAreBounded() {
        Client company = service.newCompany();
        String email = Basic.emailOfAdmin(company);
        Instant minute = Instant.parse("2026-11-29T08:00:00Z");

        IntStream.range(0, 150)
                .forEach(i -> log.record(new AuthenticationAttempt.LoginRefused(email, from("198.51.100." + i, "r" + i, minute))));
        log.write();

        assertThat(requestsOf(company, "LOGIN_REFUSED")).hasSize(100);
    }

    private static List<String> requestsOf(Client company, String kind) {
        List<String> requests = new ArrayList<>();
        // by cursor, because the first use of the key is stored during this read
        for (String cursor = ""; cursor != null;) {
            TestResponse page = company.get("/authentication-events?page_size=100&cursor=" + cursor);
            page.json().valueStream()
                    .filter(event -> event.get("kind").stringValue().startsWith(kind))
                    .forEach(event -> requests.add(event.get("requestId").stringValue()));
            cursor = page.headers().firstValue("X-Next-Cursor").orElse(null);
        }
        return requests;
    }

    @Test
    void unknownKeysFillNeitherTheLogNorTheTable(CapturedOutput output) {
        IntStream.range(0, 200)
                .forEach(i -> log.record(new AuthenticationAttempt.KeyRefused(Optional.empty(), from("203.0.113." + i, "flood"))));

        log.write();

        assertThat(output.getOut().lines().filter(line -> line.contains("(request flood)"))).hasSizeBetween(1, 32);
        assertThat(JdbcClient.create(pool).sql("select count(*) from authentication_event where request_id = 'flood'").query(Long.class)
                .single()).isZero();
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static AuthenticationAttempt.Origin from(String address, String requestId) {
        return from(address, requestId, Instant.now());
    }

    private static AuthenticationAttempt.Origin from(String address, String requestId, Instant at) {
        return new AuthenticationAttempt.Origin(at, new ClientAddress(address, address), requestId);
    }
}
