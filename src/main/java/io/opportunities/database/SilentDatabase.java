package io.opportunities.database;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Hangs up on a database that is silent for longer than {@code socketTimeout} allows, see {@link PatientSockets}. */
@Component
final class SilentDatabase {

    @Scheduled(fixedDelay = 1_000)
    void hangUp() {
        PatientSockets.hangUp(System.nanoTime());
    }
}
