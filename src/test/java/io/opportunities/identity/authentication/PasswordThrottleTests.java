package io.opportunities.identity.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opportunities.common.metrics.RejectionCounter;
import io.opportunities.identity.ClientAddress;
import io.opportunities.support.ApiTest;
import io.opportunities.support.Basic;
import io.opportunities.support.CheapPasswords;
import io.opportunities.support.Client;
import io.opportunities.support.Concurrently;
import io.opportunities.support.StatementCounter;
import io.opportunities.support.TestResponse;
import io.opportunities.web.error.ApiException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.test.context.TestPropertySource;

/** Failed logins by password. */
@ApiTest
@TestPropertySource(properties = {"opportunities.trusted-proxies=127.0.0.0/8, ::1/128",
        "opportunities.authentication.key-failures-per-minute=5", "opportunities.authentication.login-failures-per-minute=6",
        "opportunities.authentication.login-failures-per-email=3", CheapPasswords.PROPERTY + "=false"})
@TestInstance(Lifecycle.PER_CLASS)
class PasswordThrottleTests extends ThrottledCalls {

    @Autowired
    private RejectionCounter refusals;

    @Test
    void tooManyWrongPasswordsForAnEmailAreStoppedAlsoBeforeTheRightOne() {
        List<Integer> wrong = IntStream.range(0, 3).mapToObj(i -> login(email, "wrong " + i, "203.0.113.4").status()).toList();
        TestResponse limited = company.withKey(null).post("/api-keys", "{}", from("203.0.113.4", Basic.ofAdmin(company)));

        assertThat(wrong).containsOnly(401);
        assertThat(limited.status()).isEqualTo(429);
        assertThat(Integer.parseInt(limited.header("Retry-After"))).isBetween(1, 60);
        assertThat(StatementCounter.of(limited)).isEmpty();
        assertThat(login("somebody-else@example.com", "wrong", "203.0.113.4").status()).isEqualTo(401);
        assertThat(company.withKey(null).post("/api-keys", "{}", from("203.0.113.5", Basic.ofAdmin(company))).status()).isEqualTo(200);
    }

    @Test
    void tooManyWrongPasswordsFromAnAddressAreStoppedForAnyUser() {
        IntStream.range(0, 6).forEach(i -> assertThat(login("nobody%d@example.com".formatted(i), "wrong", "203.0.113.6").status())
                .isEqualTo(401));

        TestResponse limited = login("nobody@example.com", "wrong", "203.0.113.6");

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
    void rightPasswordsAtTheSameTimeAreNoFailures() throws Exception {
        Map<String, String> login = Basic.ofAdmin(company);
        Client caller = company.at(distrustful.url()).withKey(null);

        List<TestResponse> answers = Concurrently.send(IntStream.range(0, 12)
                .<Callable<TestResponse>>mapToObj(i -> () -> caller.post("/api-keys", "{}", login)).toList());

        // a machine that computes fewer than two hashes a second rejects some with 503
        assertThat(answers).extracting(TestResponse::status).isSubsetOf(200, 503);
        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSizeGreaterThanOrEqualTo(answers.size() / 2);
    }

    @Test
    void oneEmailIsOneInAnySpelling() {
        List<Integer> statuses = List.of(email, email.toUpperCase(Locale.ROOT), " " + email, email).stream()
                .map(spelling -> login(spelling, "wrong", "203.0.113.10").status()).toList();

        assertThat(statuses).containsExactly(401, 401, 401, 429);
    }

    @Test
    void aTextThatIsTooLongForAnEmailIsAWrongPasswordLikeAnyOther() {
        List<TestResponse> answers = IntStream.range(0, 4)
                .mapToObj(
                        i -> company.withKey(null).post("/api-keys", "{}", from("203.0.113.11", Basic.of(i + "x".repeat(5_000), "wrong"))))
                .toList();

        assertThat(answers).extracting(TestResponse::status).containsExactly(401, 401, 401, 429);
        assertThat(answers.getFirst().json().get("code").stringValue()).isEqualTo("UNAUTHORIZED");
    }

    @ParameterizedTest
    @CsvSource({"x,5000", "ü,2000", "ﷺ,250"})
    void whatIsKeptOfARefusedLoginIsShort(String part, int times) {
        List<AuthenticationAttempt> kept = new ArrayList<>();
        AuthenticationThrottle attempts = new AuthenticationThrottle(new AuthenticationSettings(0, 1, 1, null), kept::add, refusals,
                InstantSource.system());
        ClientAddress from = ClientAddress.of("203.0.113.12");

        assertThatThrownBy(() -> attempts.login("a@" + part.repeat(times), from, PasswordThrottleTests::wrong))
                .isInstanceOf(BadCredentialsException.class);
        assertThatThrownBy(() -> attempts.login("a@" + part.repeat(times), from, PasswordThrottleTests::wrong))
                .isInstanceOf(ApiException.class);

        assertThat(kept).hasSize(2).allSatisfy(attempt -> assertThat(attempt.toString()).hasSizeLessThan(500));
    }

    private static String wrong() {
        throw new BadCredentialsException("wrong");
    }

    @Test
    void anUnknownEmailTakesAsLongAsAWrongPassword() {
        login(email, "wrong", "203.0.113.20");

        long wrong = fastest(i -> login(email, "wrong", "203.0.113.%d".formatted(30 + i)));
        long unknown = fastest(i -> login("nobody%d@example.com".formatted(i), "wrong", "203.0.113.%d".formatted(40 + i)));

        assertThat(unknown).isBetween(wrong / 2, wrong * 2);
        assertThat(wrong).as("a hash is slow").isGreaterThan(Duration.ofMillis(20).toNanos());
    }

    /** Returns the shortest time of some calls, in nanoseconds: load on the machine can only make a call slower. */
    private static long fastest(IntFunction<TestResponse> call) {
        return IntStream.range(0, 6).mapToLong(i -> {
            long start = System.nanoTime();
            assertThat(call.apply(i).status()).isEqualTo(401);
            return System.nanoTime() - start;
        }).min().orElseThrow();
    }

    private TestResponse login(String user, String password, String address) {
        return company.withKey(null).post("/api-keys", "{}", from(address, Basic.of(user, password)));
    }

    private static Map<String, String> from(String address, Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("X-Forwarded-For", address);
        return all;
    }
}
