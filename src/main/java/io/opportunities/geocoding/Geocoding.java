package io.opportunities.geocoding;

import io.micrometer.core.instrument.MeterRegistry;
import io.opportunities.address.AddressParser;
import io.opportunities.address.PostalAddress;
import io.opportunities.location.Location;
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

/** Has addresses located by the network in the background. What it cannot do it drops and counts: the caller has the shipped point. */
@Component
public final class Geocoding {

    private static final Logger log = LoggerFactory.getLogger(Geocoding.class);

    private final @Nullable CensusGeocoder geocoder;
    private final ThreadPoolExecutor workers;
    private final MeterRegistry meters;

    Geocoding(GeocoderSettings settings, AddressParser addresses, MeterRegistry meters) {
        this.geocoder = settings.url() == null ? null : new CensusGeocoder(settings.url(), settings, new CensusAnswer(addresses));
        this.workers = new ThreadPoolExecutor(settings.threads(), settings.threads(), 1, TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(settings.queueSize()), Thread.ofPlatform().name("geocoding-", 0).daemon().factory());
        this.workers.allowCoreThreadTimeOut(true);
        this.meters = meters;
    }

    /**
     * Asks where an address is, if a geocoding service is configured and the address names a street in a place. Never waits, never throws.
     *
     * @param whenFound called on another thread, at most once, only with a point that was believed
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
        } catch (GeocoderUnavailable e) {
            return e.wasAnswered() ? "refused" : "failed";
        } catch (RuntimeException e) {
            log.warn("a point was found and could not be kept", e);
            return "failed";
        }
    }

    /** The metric {@code opportunities.geocoder}; a line in the log would only repeat it once per record while the service is down. */
    private void count(String outcome) {
        meters.counter("opportunities.geocoder", "outcome", outcome).increment();
        log.debug("geocoder: {}", outcome);
    }
}
