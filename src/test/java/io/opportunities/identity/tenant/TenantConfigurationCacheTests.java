package io.opportunities.identity.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.identity.Caller;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.security.core.context.SecurityContextHolder;

class TenantConfigurationCacheTests {

    private final TenantConfigurationCache<String, Integer> cache = new TenantConfigurationCache<>(100);
    private int loads;

    @AfterEach
    void leave() {
        CurrentCompany.replace(null);
        SecurityContextHolder.clearContext();
    }

    @Test
    void aValueIsLoadedOnce() {
        assertThat(get(1, 5)).isEqualTo(1);
        assertThat(get(1, 5)).isEqualTo(1);
    }

    @Test
    void aNewVersionLoadsTheValueAgain() {
        get(1, 5);

        assertThat(get(1, 6)).isEqualTo(2);
        assertThat(get(1, 6)).isEqualTo(2);
    }

    @Test
    void aTransactionOfAnOlderVersionDoesNotReplaceTheNewerValue() {
        get(1, 6);

        assertThat(get(1, 5)).isEqualTo(2);
        assertThat(get(1, 6)).isEqualTo(1);
    }

    @Test
    void everyCompanyHasItsOwnValue() {
        assertThat(get(1, 5)).isNotEqualTo(get(2, 5));
    }

    @ParameterizedTest
    @CsvSource({"1, -1", "0, 0"})
    void withoutAVersionEveryCallLoads(long company, long version) {
        CurrentCompany.replace(company == 0 ? null : new CurrentCompany(company, version, 0));

        assertThat(cache.get("users", key -> ++loads)).isEqualTo(1);
        assertThat(cache.get("users", key -> ++loads)).isEqualTo(2);
    }

    @Test
    void anAbsentValueIsLoadedAgain() {
        TenantConfigurationCache<Long, Optional<String>> users = new TenantConfigurationCache<>(100);
        CurrentCompany.replace(new CurrentCompany(1, 5, 0));

        assertThat(users.get(7L, id -> Optional.empty())).isEmpty();
        assertThat(users.get(7L, id -> Optional.of("Dana"))).contains("Dana");
        assertThat(users.get(7L, id -> Optional.empty())).contains("Dana");
    }

    @Test
    void anEvictedValueIsLoadedAgain() {
        get(1, 5);

        cache.evict("users");

        assertThat(get(1, 5)).isEqualTo(2);
    }

    @Test
    void theLastValueIsThatOfTheCallersCompany() {
        get(1, 5);
        assertThat(cache.last("users")).isEmpty();

        assertThat(Caller.service(1, 7).run(() -> cache.last("users"))).contains(1);
        assertThat(Caller.service(2, 8).run(() -> cache.last("users"))).isEmpty();
    }

    private int get(long company, long version) {
        CurrentCompany.replace(new CurrentCompany(company, version, 0));
        return cache.get("users", key -> ++loads);
    }
}
