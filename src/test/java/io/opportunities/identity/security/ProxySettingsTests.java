package io.opportunities.identity.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxySettingsTests {

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "10.0.0.0/8", "10.0.0.1", "10.0.0.0/8, fd00::/8", "10\\.\\d+\\.\\d+\\.\\d+"})
    void proxiesAreCidrsOrARegularExpression(@Nullable String proxies) {
        assertThatCode(() -> new ProxySettings(proxies)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "fd00::/129", "(proxy", "10.0.0.0/8 10.1.0.0/16"})
    void anyOtherProxiesStopTheStart(String proxies) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ProxySettings(proxies))
                .withMessageContaining("opportunities.trusted-proxies").withMessageContaining(proxies);
    }

    @Test
    void blankOriginsAreNone() {
        assertThat(new CorsSettings(List.of("", " ", " https://app.example.com ")).origins()).containsExactly("https://app.example.com");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "https://app.example.com", "http://localhost:3000", "https://[::1]:8443"})
    void anOriginIsASchemeAHostAndAPort(String origin) {
        assertThat(new CorsSettings(List.of(origin)).origins()).containsExactly(origin);
    }

    @ParameterizedTest
    @ValueSource(strings = {"app.example.com", "https://app.example.com/", "https://*.example.com", "ftp://app.example.com",
            "https://jo@app.example.com", "https://", "https://app.example.com?a", "null"})
    void anyOtherOriginStopsTheStart(String origin) {
        assertThatIllegalArgumentException().isThrownBy(() -> new CorsSettings(List.of(origin)))
                .withMessageContaining("opportunities.cors.origins");
    }
}
