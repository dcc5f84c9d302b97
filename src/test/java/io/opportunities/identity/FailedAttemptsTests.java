package io.opportunities.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.Answer;
import io.opportunities.ApiTest;
import io.opportunities.Basic;
import io.opportunities.Client;
import io.opportunities.SecondInstance;
import io.opportunities.Service;
import io.opportunities.StatementCounter;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** On an instance that believes its peer, so that each test has an address of its own, and on one that does not. */
@ApiTest
@TestPropertySource(properties = {"opportunities.trusted-proxies=127.0.0.0/8, ::1/128",
        "opportunities.authentication.key-failures-per-minute=5", "opportunities.authentication.login-failures-per-minute=6",
        "opportunities.authentication.login-failures-per-email=3"})
@TestInstance(Lifecycle.PER_CLASS)
class FailedAttemptsTests {

    private static final String UNKNOWN = "unknown-key-0123456789-0123456789";

    @Autowired
    private Service service;

    private Client company;
    private String email;
    private SecondInstance distrustful;

    @BeforeAll
    void start() {
        company = service.newCompany();
        email = Basic.emailOfAdmin(company);
        distrustful = SecondInstance.beside(service, "opportunities.authentication.key-failures-per-minute=5");
    }

    @AfterAll
    void stop() {
        distrustful.close();
    }

    @Test
    void tooManyUnknownKeysFromAnAddressAreStoppedBeforeAnythingIsLookedUp() {
        List<Integer> refused = IntStream.range(0, 5).mapToObj(i -> call(UNKNOWN + i, "203.0.113.1").status()).toList();
        Answer limited = call(UNKNOWN, "203.0.113.1");

        assertThat(refused).containsOnly(401);
        assertThat(limited.status()).isEqualTo(429);
        assertThat(limited.json().get("code").stringValue()).isEqualTo("RATE_LIMITED");
        assertThat(Integer.parseInt(limited.header("Retry-After"))).isBetween(1, 60);
        assertThat(StatementCounter.of(limited)).isEmpty();
        assertThat(call(UNKNOWN, "203.0.113.2").status()).as("another address").isEqualTo(401);
        assertThat(StatementCounter.of(call(UNKNOWN, "203.0.113.2"))).isNotEmpty();
    }

    @Test
    void aKeyThatIsTakenDoesNotCount() {
        assertThat(IntStream.range(0, 20).map(i -> call(company.key(), "203.0.113.3").status())).containsOnly(200);
        assertThat(call(UNKNOWN, "203.0.113.3").status()).isEqualTo(401);
    }

    @Test
    void whoeverHasOneAddressOfAnIpv6NetworkHasAllOfThem() {
        IntStream.range(0, 5).forEach(i -> call(UNKNOWN, "2001:db8:1:2:" + i + "::1"));

        assertThat(call(UNKNOWN, "2001:db8:1:2:ffff::1").status()).isEqualTo(429);
        assertThat(call(UNKNOWN, "2001:db8:1:3::1").status()).isEqualTo(401);
    }

    @Test
    void aForwardedAddressIsNotBelievedFromWhomeverSendsIt() {
        Client stranger = new Client(distrustful.url(), UNKNOWN);

        List<Integer> statuses = IntStream.range(0, 8)
                .mapToObj(i -> stranger.send("GET", "/roles", null, Map.of("X-Forwarded-For", "198.51.100." + i)).status()).toList();

        assertThat(statuses).containsExactly(401, 401, 401, 401, 401, 429, 429, 429);
    }

    @Test
    void tooManyWrongPasswordsForAnEmailAreStoppedAlsoBeforeTheRightOne() {
        List<Integer> wrong = IntStream.range(0, 3).mapToObj(i -> login(email, "wrong " + i, "203.0.113.4").status()).toList();
        Answer limited = company.withKey(null).post("/api-keys", "{}", from("203.0.113.4", Basic.ofAdmin(company)));

        assertThat(wrong).containsOnly(401);
        assertThat(limited.status()).isEqualTo(429);
        assertThat(Integer.parseInt(limited.header("Retry-After"))).isBetween(1, 60);
        assertThat(StatementCounter.of(limited)).isEmpty();
        assertThat(login("somebody-else@example.com", "wrong", "203.0.113.4").status()).isEqualTo(401);
        assertThat(company.withKey(null).post("/api-keys", "{}", from("203.0.113.5", Basic.ofAdmin(company))).status()).isEqualTo(200);
    }

    @Test
    void tooManyWrongPasswordsFromAnAddressAreStoppedWhomeverTheyAreFor() {
        IntStream.range(0, 6).forEach(i -> assertThat(login("nobody%d@example.com".formatted(i), "wrong", "203.0.113.6").status())
                .isEqualTo(401));

        Answer limited = login("nobody@example.com", "wrong", "203.0.113.6");

        assertThat(limited.status()).isEqualTo(429);
        assertThat(StatementCounter.of(limited)).isEmpty();
    }

    @Test
    void theRightPasswordDoesNotCount() {
        Map<String, String> login = Basic.ofAdmin(company);

        assertThat(IntStream.range(0, 8).map(i -> company.withKey(null).post("/api-keys", "{}", from("203.0.113.7", login)).status()))
                .containsOnly(200);
    }

    @Test
    void anEmailThatNobodyHasTakesAsLongAsAWrongPassword() {
        login(email, "wrong", "203.0.113.20");

        long wrong = fastest(i -> login(email, "wrong", "203.0.113.%d".formatted(30 + i)));
        long unknown = fastest(i -> login("nobody%d@example.com".formatted(i), "wrong", "203.0.113.%d".formatted(40 + i)));

        assertThat(unknown).isBetween(wrong / 2, wrong * 2);
        assertThat(wrong).as("a hash is slow").isGreaterThan(Duration.ofMillis(20).toNanos());
    }

    /** In nanoseconds, of some: whatever else the machine does makes one slower, and none faster. */
    private static long fastest(IntFunction<Answer> call) {
        return IntStream.range(0, 6).mapToLong(i -> {
            long start = System.nanoTime();
            assertThat(call.apply(i).status()).isEqualTo(401);
            return System.nanoTime() - start;
        }).min().orElseThrow();
    }

    private Answer call(@Nullable String key, String address) {
        return company.withKey(key).send("GET", "/roles", null, Map.of("X-Forwarded-For", address));
    }

    private Answer login(String user, String password, String address) {
        return company.withKey(null).post("/api-keys", "{}", from(address, Basic.of(user, password)));
    }

    private static Map<String, String> from(String address, Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("X-Forwarded-For", address);
        return all;
    }
}
