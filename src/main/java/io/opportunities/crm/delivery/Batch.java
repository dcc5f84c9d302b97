package io.opportunities.crm.delivery;

import io.opportunities.crm.delivery.DeliveryStore.Outcome;
import io.opportunities.crm.lease.Lease;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Outcomes that are stored together.
 *
 * @param outcomes with the status that follows for each event
 * @param arrears the retry of each touched record, empty if it is not in arrears
 * @param gone the address whose receiver wants no further event
 */
record Batch(List<Outcome> outcomes, Map<RecordKey, Optional<Retry>> arrears, Optional<String> gone) {

    /** Notes outcomes in the lanes of their webhook. */
    static Batch of(List<Outcome> some, Lanes lanes, Health health, Lease webhook, Instant now) {
        Map<RecordKey, Optional<Retry>> arrears = new HashMap<>();
        List<Outcome> noted = new ArrayList<>();
        for (Outcome outcome : some) {
            RecordKey key = RecordKey.of(outcome.event());
            boolean wasInArrears = lanes.isInArrears(key);
            Optional<Retry> retry = lanes.done(outcome.event(), outcome.attempt(), now);
            if (wasInArrears || retry.isPresent()) {
                arrears.put(key, retry);
            }
            noted.add(outcome.with(status(outcome, retry)));
            if (health.note(outcome.attempt(), now, webhook)) {
                lanes.hurry(now);
            }
        }
        return new Batch(noted, arrears, gone(some));
    }

    static Optional<String> gone(List<Outcome> some) {
        return some.stream().filter(outcome -> outcome.attempt().isGone()).map(Outcome::url).findFirst();
    }

    private static String status(Outcome outcome, Optional<Retry> retry) {
        boolean waits = retry.filter(again -> again.sequence() == outcome.event().sequence()).isPresent();
        return outcome.attempt().isDelivered() ? "DELIVERED" : waits ? "WAITING" : "FAILED";
    }
}
