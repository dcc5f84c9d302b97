package io.opportunities.address.geo;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.opportunities.address.PostalAddress;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Queries the US Census Geocoder, or a compatible service. It waits, retries, and pauses calls to a failing service.
 *
 * @see <a href="https://geocoding.geo.census.gov/geocoder/Geocoding_Services_API.html">Census Geocoding Services</a>
 */
final class CensusGeocoder implements Geocoder, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CensusGeocoder.class);

    private static final long MAX_RESPONSE_BYTES = 64 * 1024;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);

    private static final CircuitBreakerConfig BREAKER = CircuitBreakerConfig.custom()
            .slidingWindowSize(20).minimumNumberOfCalls(10).failureRateThreshold(50)
            .waitDurationInOpenState(Duration.ofSeconds(30)).permittedNumberOfCallsInHalfOpenState(2)
            .build();

    private final URI url;
    private final GeocoderSettings settings;
    private final CensusResponse answers;
    private final HttpClient http;
    private final CircuitBreaker breaker = CircuitBreaker.of("geocoder", BREAKER);
    private final Retry retry;

    CensusGeocoder(URI url, GeocoderSettings settings, CensusResponse answers) {
        this.breaker.getEventPublisher().onStateTransition(
                event -> LOG.warn("the geocoding service is left alone or tried again: {}", event.getStateTransition()));
        this.url = url;
        this.settings = settings;
        this.answers = answers;
        this.http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.connectTimeout()).build();
        this.retry = Retry.of("geocoder", RetryConfig.custom().maxAttempts(settings.tries()).retryExceptions(IOException.class)
                .intervalFunction(IntervalFunction.ofExponentialRandomBackoff(FIRST_PAUSE)).build());
    }

    /** @throws GeocoderException without a response, or without a plausible one */
    @Override
    public Optional<Location> locate(PostalAddress address) {
        try {
            return Retry.decorateCallable(retry, CircuitBreaker.decorateCallable(breaker, () -> ask(address))).call();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GeocoderException(e);
        } catch (Exception e) {
            throw new GeocoderException(e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private Optional<Location> ask(PostalAddress address) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = send(address);
        if (response.statusCode() == 429 || response.statusCode() >= 500) {
            throw new IOException("status " + response.statusCode());
        }
        if (response.statusCode() != 200) {
            throw new ImplausibleResultException("status " + response.statusCode());
        }
        return answers.read(response.body(), address);
    }

    /** Sends a query. The timeout covers the whole response: one of {@link HttpRequest} would end with its headers. */
    private HttpResponse<byte[]> send(PostalAddress address) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri(address)).header("Accept", "application/json").build();
        CompletableFuture<HttpResponse<byte[]>> answer = http.sendAsync(request,
                BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_RESPONSE_BYTES));
        try {
            return answer.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("no answer within " + settings.timeout(), e);
        } finally {
            answer.cancel(true);
        }
    }

    private URI uri(PostalAddress address) {
        return UriComponentsBuilder.fromUri(url).path("/geocoder/locations/onelineaddress")
                .queryParam("address", "{address}").queryParam("benchmark", "{benchmark}").queryParam("format", "json")
                .encode().buildAndExpand(address.line(), settings.benchmark()).toUri();
    }
}
