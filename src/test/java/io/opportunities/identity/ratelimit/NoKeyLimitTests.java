package io.opportunities.identity.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.Service;
import io.opportunities.support.TestResponse;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

@ApiTest
class NoKeyLimitTests {

    @Autowired
    private Service service;

    @Test
    void withoutALimitNoCallIsRejectedAndNoHeaderSent() {
        Client caller = service.newCompany();

        assertThat(IntStream.range(0, 150).mapToObj(i -> caller.get("/roles"))).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.headers().map().keySet()).noneMatch(name -> name.toLowerCase(Locale.ROOT).contains("ratelimit"));
        });
    }

    @Test
    void theEnvironmentSetsThemAndNoneIsOffByAccident() {
        assertThat(settings(Map.of())).isEqualTo(new RateLimitSettings(100, 0));
        assertThat(settings(Map.of("OPPORTUNITIES_RATE_LIMIT_PER_SECOND", "7", "OPPORTUNITIES_RATE_LIMIT_PER_DAY", "1000")))
                .isEqualTo(new RateLimitSettings(7, 1000));
    }

    private static RateLimitSettings settings(Map<String, Object> environment) {
        var source = ConfigurationPropertySource.from(new SystemEnvironmentPropertySource("systemEnvironment", environment));
        return new Binder(Objects.requireNonNull(source)).bindOrCreate("opportunities.rate-limit", RateLimitSettings.class);
    }

    @Test
    void aRevokedKeyIsNotCounted() {
        Client caller = service.newCompany();
        long id = caller.get("/api-keys").json().get(0).get("id").asLong();

        caller.delete("/api-keys/" + id);
        TestResponse refused = caller.get("/roles");

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.header("RateLimit")).isNull();
    }
}
