package io.opportunities.crm.opportunity;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.opportunities.address.geo.CensusStub;
import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@ApiTest
@DirtiesContext
class SlowGeocoderTests {

    private static final int CREATES = 30;

    private static final CensusStub GEOCODER = new CensusStub().answers(okJson("{}").withFixedDelay(60_000));

    @Autowired
    private Service service;

    @Autowired
    private MeterRegistry meters;

    @DynamicPropertySource
    static void aGeocoder(DynamicPropertyRegistry properties) {
        properties.add("opportunities.geocoder.url", GEOCODER::url);
        properties.add("opportunities.geocoder.timeout", () -> "30s");
        properties.add("opportunities.geocoder.queue-size", () -> "5");
        properties.add("opportunities.geocoder.threads", () -> "2");
    }

    @AfterAll
    static void stop() {
        GEOCODER.close();
    }

    @Test
    void noCreateWaitsForItAndWhatDoesNotFitInTheQueueIsDropped() {
        Client company = service.newCompany();
        List<Duration> durations = new ArrayList<>();

        for (int created = 0; created < CREATES; created++) {
            long before = System.nanoTime();
            assertThat(company.post("/opportunities", Opportunities.body()).status()).isEqualTo(201);
            durations.add(Duration.ofNanos(System.nanoTime() - before));
        }

        assertThat(durations.stream().sorted().toList().get(CREATES / 2)).isLessThan(Duration.ofSeconds(1));
        assertThat(meters.counter("opportunities.geocoder", "outcome", "dropped").count()).isEqualTo(CREATES - 7);
    }
}
