package io.opportunities.operator.management;

import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.micrometer.tracing.Tracer;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opportunities.support.ApiTest;
import io.opportunities.support.SecondInstance;
import io.opportunities.support.Service;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Traces with a configured endpoint, and none without it. */
@ApiTest
class TracesTests {

    private static final String ENDPOINT = "management.opentelemetry.tracing.export.otlp.endpoint=";
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String PARENT = "b7ad6b7169203331";

    @Autowired
    Service service;

    @Autowired
    ApplicationContext context;

    @Test
    void aRequestGoesOnWithTheTraceOfItsCaller() {
        WireMockServer collector = new WireMockServer(WireMockConfiguration.options().dynamicPort().jettyStopTimeout(100L));
        collector.start();
        collector.stubFor(post("/v1/traces").willReturn(ok()));
        try (SecondInstance traced = SecondInstance.beside(service, ENDPOINT + collector.baseUrl() + "/v1/traces",
                "management.opentelemetry.tracing.export.schedule-delay=100ms", "management.tracing.sampling.probability=0")) {
            service.newCompany().at(traced.url()).post("/opportunities", """
                    {"title": "Roof", "address": ["1 A St"], "trades": ["Roofing"]}""",
                    Map.of("traceparent", "00-%s-%s-01".formatted(TRACE, PARENT)));

            Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(spans(collector))
                    .contains(latin(TRACE), latin(PARENT), "http post /opportunities", "opportunities.match.lock", "service.name"));
        } finally {
            collector.stop();
        }
    }

    @Test
    void withoutAnEndpointThereIsNoTracing() {
        for (Class<?> type : List.of(Tracer.class, OpenTelemetry.class, SdkTracerProvider.class)) {
            assertThat(context.getBeanNamesForType(type)).as(type.getName()).isEmpty();
        }
    }

    @Test
    void aBlankEndpointIsNone() {
        try (SecondInstance instance = SecondInstance.beside(service, ENDPOINT)) {
            assertThat(service.newCompany().at(instance.url()).get("/roles").status()).isEqualTo(200);
        }
    }

    /** In protobuf, texts and ids are unencoded. */
    private static String spans(WireMockServer collector) {
        StringBuilder all = new StringBuilder();
        for (LoggedRequest sent : collector.findAll(postRequestedFor(urlEqualTo("/v1/traces")))) {
            all.append(new String(sent.getBody(), StandardCharsets.ISO_8859_1));
        }
        return all.toString();
    }

    private static String latin(String hex) {
        return new String(HexFormat.of().parseHex(hex), StandardCharsets.ISO_8859_1);
    }
}
