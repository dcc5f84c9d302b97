package io.opportunities.crm.opportunity;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.serverError;
import static io.opportunities.address.geo.CensusStub.match;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.opportunities.address.geo.CensusStub;
import io.opportunities.support.ApiTest;
import io.opportunities.support.Client;
import io.opportunities.support.Service;
import io.opportunities.support.TestResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@ApiTest
@DirtiesContext
class LocationRefinerTests {

    private static final CensusStub GEOCODER = new CensusStub();

    private static final String ASKED = "520 B Benton Ave, Nashville, TN 37204";

    private static final String SHIPPED = "[\"36.1067,-86.7743\"]";

    private static final String GOOD = match("520 BENTON AVE, NASHVILLE, TN, 37204", "-86.7681", "36.1319");

    @Autowired
    private Service service;

    @Autowired
    private MeterRegistry meters;

    private final Map<String, Double> before = new HashMap<>();

    private Client company;

    @DynamicPropertySource
    static void aGeocoder(DynamicPropertyRegistry properties) {
        properties.add("opportunities.geocoder.url", GEOCODER::url);
        properties.add("opportunities.geocoder.timeout", () -> "500ms");
        properties.add("opportunities.geocoder.tries", () -> "2");
        properties.add("opportunities.image-url-template", () -> "https://maps.example/{lat},{lon}");
    }

    @AfterAll
    static void stop() {
        GEOCODER.close();
    }

    @BeforeEach
    void aCompany() {
        company = service.newCompany();
        List.of("found", "refused", "failed").forEach(outcome -> before.put(outcome, counter(outcome)));
    }

    @Test
    void aGoodAnswerArrivesInTheRecordAndIsNoChangeOfAnyone() {
        GEOCODER.answers(GOOD);

        TestResponse created = company.post("/opportunities", Opportunities.with("Roof", ASKED));

        assertThat(created.json().get("geoLocation").toString()).isEqualTo(SHIPPED);
        await().untilAsserted(() -> assertThat(read(created).json().get("geoLocation").toString()).isEqualTo("[\"36.1319,-86.7681\"]"));
        assertThat(read(created).json().get("jurisdiction")).isEqualTo(created.json().get("jurisdiction"));
        assertThat(read(created).json().get("imageUrl").stringValue()).isEqualTo("https://maps.example/36.1319,-86.7681");
        assertThat(read(created).json().get("updatedAt")).isEqualTo(created.json().get("updatedAt"));
        assertThat(created.header("ETag")).startsWith("\"0-");
        assertThat(read(created).header("ETag")).startsWith("\"0-").isNotEqualTo(created.header("ETag"));
        assertThat(company.post("/opportunities?match_found_strategy=replace", Opportunities.with("Roof", ASKED)).header("X-Match-Outcome"))
                .isEqualTo("unchanged");
    }

    @Test
    void onlyNewAddressesAreAskedFor() {
        GEOCODER.answers(GOOD);
        company.post("/opportunities", Opportunities.with("Roof", ASKED));
        company.post("/opportunities", Opportunities.with("Roof", ASKED));
        company.post("/opportunities?match_found_strategy=enrich", Opportunities.with("Roof", ASKED, "\"description\": \"steep\""));
        company.post("/opportunities", Opportunities.with("Bad", ASKED, "\"ownerId\": 999999"));
        company.post("/opportunities?match_found_strategy=replace", Opportunities.with("Roof", "521 Benton Ave, Nashville, TN 37204"));

        await().until(() -> count("found") == 2);

        GEOCODER.server().verify(2, getRequestedFor(anyUrl()));
    }

    @Test
    void anAnswerForTheOldAddressIsNotTaken() {
        GEOCODER.answers(okJson(GOOD).withFixedDelay(300));
        TestResponse created = company.post("/opportunities", Opportunities.with("Roof", ASKED));

        company.post("/opportunities?match_found_strategy=replace", Opportunities.with("Roof", "1 Elm St, Austin, TX 78701"));

        await().until(() -> count("found") == 1 && count("refused") == 1);
        assertThat(read(created).json().get("geoLocation").get(0).stringValue()).startsWith("30.2");
    }

    @Test
    void aBrokenGeocoderFailsNoCreateAndTheShippedPointStays() {
        GEOCODER.answers(serverError());

        TestResponse created = company.post("/opportunities", Opportunities.with("Roof", ASKED));

        assertThat(created.status()).isEqualTo(201);
        await().until(() -> count("failed") == 1);
        assertThat(read(created).json()).isEqualTo(created.json());
    }

    @Test
    void aLyingGeocoderIsNotBelieved() {
        GEOCODER.answers(match("520 BENTON AVE, NASHVILLE, TN, 37204", "-118.24", "34.05"));

        TestResponse created = company.post("/opportunities", Opportunities.with("Roof", ASKED));

        await().until(() -> count("refused") == 1);
        assertThat(read(created).json()).isEqualTo(created.json());
    }

    private TestResponse read(TestResponse created) {
        return company.get("/opportunities/" + created.id());
    }

    private double count(String outcome) {
        return counter(outcome) - before.getOrDefault(outcome, 0.0);
    }

    private double counter(String outcome) {
        return meters.counter("opportunities.geocoder", "outcome", outcome).count();
    }
}
