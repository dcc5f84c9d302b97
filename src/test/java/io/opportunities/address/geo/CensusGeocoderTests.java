package io.opportunities.address.geo;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.serverError;
import static com.github.tomakehurst.wiremock.client.WireMock.temporaryRedirect;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.opportunities.address.geo.CensusStub.match;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import io.opportunities.address.AddressParser;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CensusGeocoderTests {

    private static final String ASKED = "520 B Benton Ave, Nashville, TN 37204";

    private static final String MATCHED = "520 BENTON AVE, NASHVILLE, TN, 37204";

    private final CensusStub service = new CensusStub();

    private final AddressParser addresses = new AddressParser();

    private final CensusGeocoder geocoder = geocoder(1);

    @AfterEach
    void stop() {
        geocoder.close();
        service.close();
    }

    @Test
    void aGoodAnswerIsItsPointInTheJurisdictionOfTheShippedData() {
        service.answers(match(MATCHED, "-86.7681", "36.1319"));

        Optional<Location> found = locate(ASKED);

        assertThat(found).get().extracting(Location::latitude, Location::longitude).containsExactly(36.1319, -86.7681);
        assertThat(found).get().extracting(Location::jurisdiction).extracting(Jurisdiction::name).isEqualTo("Nashville");
        service.server().verify(getRequestedFor(urlPathEqualTo("/geocoder/locations/onelineaddress"))
                .withQueryParam("address", equalTo(ASKED)).withQueryParam("benchmark", equalTo("Public_AR_Current"))
                .withQueryParam("format", equalTo("json")));
    }

    @Test
    void anAddressIsSentAsItIs() {
        service.answers("{\"result\": {\"addressMatches\": []}}");

        assertThat(locate("1 A&B=C+ St #4, {x} Nashville, TN 37204")).isEmpty();

        service.server().verify(getRequestedFor(anyUrl()).withQueryParam("address", equalTo("1 A&B=C+ St #4, {x} Nashville, TN 37204")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-86.7681|91", "-181|36.1", "0|0", "\"-86.7681\"|\"36.1319\"", "null|null", "1e999|36.1", "36.1319|-86.7681",
            "-86.7681|35.2", "-118.24|34.05"})
    void aPointThatCannotBeIsRefused(String point) {
        String[] degrees = point.split("\\|");
        service.answers(match(MATCHED, degrees[0], degrees[1]));

        assertThatThrownBy(() -> locate(ASKED)).isInstanceOf(GeocoderException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"520 BENTON AVE, BOWLING GREEN, KY, 42101", "somewhere", ""})
    void aMatchInAnotherStateIsRefused(String matched) {
        service.answers(match(matched, "-86.7681", "36.1319"));

        assertThatThrownBy(() -> locate(ASKED)).hasMessage("another state");
    }

    /** Invalid responses. */
    enum Nonsense {

        NOTHING(ok()), PAGE(ok("<html>sorry</html>")), OTHER_JSON(okJson("[]")), NULL(okJson("null")), CUT_SHORT(
                okJson("{\"result\": {\"addressMatches\": [")), DEEP(okJson("[".repeat(20_000))), GIANT(
                        okJson(" ".repeat(5_000_000) + match(MATCHED, "-86.7681", "36.1319"))), REDIRECT(
                                temporaryRedirect("/elsewhere")), NOT_FOUND(aResponse().withStatus(404)), BROKEN(
                                        serverError()), RESET(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)), GARBAGE(
                                                aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE)), SLOW(
                                                        okJson(match(MATCHED, "-86.7681", "36.1319")).withFixedDelay(5_000)), DRIBBLING(
                                                                okJson(match(MATCHED, "-86.7681", "36.1319")).withChunkedDribbleDelay(10,
                                                                        5_000));

        private final ResponseDefinitionBuilder answer;

        Nonsense(ResponseDefinitionBuilder answer) {
            this.answer = answer;
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNoAnswerIsRefusedInTime(Nonsense nonsense) {
        service.answers(nonsense.answer);
        long before = System.nanoTime();

        assertThatThrownBy(() -> locate(ASKED)).isInstanceOf(GeocoderException.class);

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void aFailureIsTriedAgainAndNonsenseIsNot() {
        try (CensusGeocoder patient = geocoder(3)) {
            service.answers(serverError());
            assertThatThrownBy(() -> patient.locate(addresses.parse(ASKED))).isInstanceOf(GeocoderException.class);
            service.server().verify(3, getRequestedFor(anyUrl()));

            service.answers("{}");
            assertThatThrownBy(() -> patient.locate(addresses.parse(ASKED))).isInstanceOf(GeocoderException.class);
            service.server().verify(1, getRequestedFor(anyUrl()));
        }
    }

    @Test
    void aServiceThatOnlyFailsIsLeftAlone() {
        service.answers(serverError());

        for (int asked = 0; asked < 30; asked++) {
            assertThatThrownBy(() -> locate(ASKED)).isInstanceOf(GeocoderException.class);
        }

        service.server().verify(10, getRequestedFor(anyUrl()));
    }

    private Optional<Location> locate(String line) {
        return geocoder.locate(addresses.parse(line));
    }

    private CensusGeocoder geocoder(int tries) {
        Duration second = Duration.ofSeconds(1);
        GeocoderSettings settings = new GeocoderSettings(null, "Public_AR_Current", second, second, tries, 1, 1);
        return new CensusGeocoder(URI.create(service.url()), settings, new CensusResponse(addresses));
    }
}
