package io.opportunities.address.geo;

import io.micrometer.core.instrument.MeterRegistry;
import io.opportunities.address.AddressParser;
import io.opportunities.address.PostalAddress;
import jakarta.annotation.PreDestroy;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Locates addresses over the network in the background. It drops and counts failures: the caller already has the shipped point. */
@Component
public final class BackgroundGeocoder {

    private static final Logger LOG = LoggerFactory.getLogger(BackgroundGeocoder.class);

    private final @Nullable CensusGeocoder geocoder;
    private final ThreadPoolExecutor workers;
    private final MeterRegistry meters;

    BackgroundGeocoder(GeocoderSettings settings, AddressParser addresses, MeterRegistry meters) {
        this.geocoder = settings.url() == null ? null : new CensusGeocoder(settings.url(), settings, new CensusResponse(addresses));
        this.workers = new ThreadPoolExecutor(settings.threads(), settings.threads(), 1, TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(settings.queueSize()), Thread.ofPlatform().name("geocoding-", 0).daemon().factory());
        this.workers.allowCoreThreadTimeOut(true);
        this.meters = meters;
    }

    /**
     * Locates an address, if a geocoding service is configured and the address names a street in a place. It never waits and never throws.
     *
     * @param whenFound called on another thread, at most once, only with a plausible point
     */
    public void locate(PostalAddress address, Consumer<Location> whenFound) {
        boolean asked = address.street() != null && (address.state() != null || address.zipcode() != null);
        if (geocoder == null || !asked) {
            return;
        }
        CensusGeocoder service = geocoder;
        try {
            workers.execute(() -> count(ask(service, address, whenFound)));
        } catch (RejectedExecutionException full) {
            count("dropped");
        }
    }

    @PreDestroy
    void stop() {
        workers.shutdownNow();
        if (geocoder != null) {
            geocoder.close();
        }
    }

    private static String ask(CensusGeocoder service, PostalAddress address, Consumer<Location> whenFound) {
        try {
            Optional<Location> found = service.locate(address);
            found.ifPresent(whenFound);
            return found.isPresent() ? "found" : "unknown";
        } catch (GeocoderException e) {
            return e.hasResponse() ? "refused" : "failed";
        } catch (RuntimeException e) {
            LOG.warn("a point was found and could not be kept", e);
            return "failed";
        }
    }

    /** Counts an outcome in the metric {@code opportunities.geocoder}. A log line would be repeated for each record during an outage. */
    private void count(String outcome) {
        meters.counter("opportunities.geocoder", "outcome", outcome).increment();
        LOG.debug("geocoder: {}", outcome);
    }
}
