package io.opportunities.address.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class GeocoderSettingsTests {

    @Test
    void noneIsAskedByDefault() {
        assertThat(bind(Map.of()).url()).isNull();
        assertThat(bind(Map.of("OPPORTUNITIES_GEOCODER_URL", "")).url()).isNull();
    }

    @Test
    void theVariablesOfTheReadmeAreRead() {
        GeocoderSettings read = bind(Map.of("OPPORTUNITIES_GEOCODER_URL", "https://geo.example", "OPPORTUNITIES_GEOCODER_TIMEOUT", "7s",
                "OPPORTUNITIES_GEOCODER_CONNECT_TIMEOUT", "500ms", "OPPORTUNITIES_GEOCODER_TRIES", "4", "OPPORTUNITIES_GEOCODER_THREADS",
                "5", "OPPORTUNITIES_GEOCODER_QUEUE_SIZE", "6", "OPPORTUNITIES_GEOCODER_BENCHMARK", "4"));

        assertThat(read).isEqualTo(
                new GeocoderSettings(URI.create("https://geo.example"), "4", Duration.ofMillis(500), Duration.ofSeconds(7), 4, 6, 5));
    }

    @ParameterizedTest
    @CsvSource({"URL,geo.example", "URL,file:///etc/passwd", "URL,https://geo.example?key=1"})
    void nonsenseStopsTheStart(String name, String value) {
        assertThatThrownBy(() -> bind(Map.of("OPPORTUNITIES_GEOCODER_" + name, value))).isInstanceOf(BindException.class)
                .rootCause().hasMessageContaining("opportunities.geocoder." + name.toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
    }

    private static GeocoderSettings bind(Map<String, Object> variables) {
        var environment = new MutablePropertySources();
        environment.addFirst(new SystemEnvironmentPropertySource("systemEnvironment", variables));
        return new Binder(ConfigurationPropertySources.from(environment)).bindOrCreate("opportunities.geocoder", GeocoderSettings.class);
    }
}
