package io.opportunities.identity.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.CheapPasswords;
import io.opportunities.support.Client;
import io.opportunities.support.Concurrently;
import io.opportunities.support.StatementCounter;
import io.opportunities.support.TestResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.test.context.TestPropertySource;

/** Uses an instance that trusts its peer, so that each test has its own address, and one that does not. */
@ApiTest
@TestPropertySource(properties = {"opportunities.trusted-proxies=127.0.0.0/8, ::1/128",
        "opportunities.authentication.key-failures-per-minute=5", "opportunities.authentication.login-failures-per-minute=6",
        "opportunities.authentication.login-failures-per-email=3", CheapPasswords.PROPERTY + "=false"})
@TestInstance(Lifecycle.PER_CLASS)
class AuthenticationThrottleTests extends ThrottledCalls {

    private static final String UNKNOWN = "unknown-key-0123456789-0123456789";

    @Test
    void tooManyUnknownKeysFromAnAddressAreLimitedAndCostNoStatementOfTheirOwn() {
        List<Integer> refused = IntStream.range(0, 5).mapToObj(i -> call(UNKNOWN + i, "203.0.113.1").status()).toList();
        TestResponse limited = call(UNKNOWN, "203.0.113.1");

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
    void aGoodKeyPassesHoweverManyFromItsAddressAreRefused() {
        Client cold = service.newCompany();
        IntStream.range(0, 5).forEach(i -> call(UNKNOWN + i, "203.0.113.8"));

        assertThat(call(UNKNOWN, "203.0.113.8").status()).isEqualTo(429);
        assertThat(call(company.key(), "203.0.113.8").status()).isEqualTo(200);
        assertThat(call(cold.key(), "203.0.113.8").status()).as("one that was never used").isEqualTo(200);
        assertThat(cold.send("GET", "/users", null, Map.of("X-Forwarded-For", "203.0.113.8")).status()).isEqualTo(200);
        assertThat(call(UNKNOWN, "203.0.113.8").status()).isEqualTo(429);
        assertThat(call("short", "203.0.113.8").status()).isEqualTo(429);
    }

    @Test
    void aGoodKeyThatAReplicaSeesForTheFirstTimePassesInAFlood() throws Exception {
        List<Client> cold = IntStream.range(0, 10).mapToObj(i -> service.newCompany().at(distrustful.url())).toList();
        Client flood = new Client(distrustful.url(), UNKNOWN);
        IntStream.range(0, 6).forEach(i -> flood.get("/roles"));

        List<Callable<TestResponse>> calls = new ArrayList<>();
        IntStream.range(0, 200).forEach(i -> calls.add(() -> flood.withKey(UNKNOWN + i).get("/roles")));
        cold.forEach(good -> calls.add(() -> good.get("/roles")));
        List<TestResponse> answers = Concurrently.send(calls);

        assertThat(answers.subList(0, 200)).extracting(TestResponse::status).containsOnly(429);
        assertThat(answers.subList(200, 210)).extracting(TestResponse::status).containsOnly(200);
    }

    @Test
    void allAddressesOfAnIpv6NetworkShareALimit() {
        IntStream.range(0, 5).forEach(i -> call(UNKNOWN, "2001:db8:1:2:" + i + "::1"));

        assertThat(call(UNKNOWN, "2001:db8:1:2:ffff::1").status()).isEqualTo(429);
        assertThat(call(UNKNOWN, "2001:db8:1:3::1").status()).isEqualTo(401);
    }

    @Test
    void aForwardedAddressOfAnUntrustedPeerIsIgnored() {
        Client stranger = new Client(distrustful.url(), UNKNOWN);

        List<Integer> statuses = IntStream.range(0, 8)
                .mapToObj(i -> stranger.send("GET", "/roles", null, Map.of("X-Forwarded-For", "198.51.100." + i)).status()).toList();

        assertThat(statuses).containsExactly(401, 401, 401, 401, 401, 429, 429, 429);
    }
}
