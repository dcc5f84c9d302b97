package io.opportunities.crm.delivery;

import io.opportunities.crm.delivery.DeliveryStore.Outcome;
import io.opportunities.crm.delivery.http.Target;
import io.opportunities.crm.event.EventResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The deliveries of one webhook in progress, each on a thread of its own. The other methods belong to the thread of its worker. */
final class Sending {

    /** Outcomes that come in within this time are stored together. */
    private static final Duration COALESCED = Duration.ofMillis(30);

    private final Courier courier;
    private final BooleanSupplier wanted;
    private final LinkedBlockingQueue<Optional<Outcome>> outcomes = new LinkedBlockingQueue<>();
    private int inProgress;

    /** @param wanted whether deliveries that have not begun still begin */
    Sending(Courier courier, BooleanSupplier wanted) {
        this.courier = courier;
        this.wanted = wanted;
    }

    void start(EventResponse event, Target target) {
        inProgress++;
        Thread.ofVirtual().name("webhook-delivery").start(() -> outcomes.add(courier.attempt(event, target, wanted)));
    }

    int inProgress() {
        return inProgress;
    }

    /** Waits for an outcome, and a little for further ones. Returns whether there is one. */
    boolean await(Duration pause) throws InterruptedException {
        Optional<Outcome> first = outcomes.poll(pause.toMillis(), TimeUnit.MILLISECONDS);
        if (first == null) {
            return false;
        }
        TimeUnit.MILLISECONDS.sleep(COALESCED.toMillis());
        outcomes.add(first);
        return true;
    }

    /** Takes the outcomes that have come in. */
    List<Outcome> drain() {
        List<Optional<Outcome>> some = new ArrayList<>();
        outcomes.drainTo(some);
        inProgress -= some.size();
        return some.stream().flatMap(Optional::stream).toList();
    }
}
