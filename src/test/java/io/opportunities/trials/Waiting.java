package io.opportunities.trials;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** Asks again and again for what takes a while. */
final class Waiting {

    private static final Duration PAUSE = Duration.ofMillis(50);

    private Waiting() {}

    /** @throws IllegalStateException when it did not come true in time; a failure to answer counts as "not yet" */
    static void until(Supplier<String> what, Duration atMost, Callable<Boolean> isTrue) {
        long end = System.nanoTime() + atMost.toNanos();
        while (!answers(isTrue)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("%s did not come in %d seconds".formatted(what.get(), atMost.toSeconds()));
            }
            pause(PAUSE);
        }
    }

    static void pause(Duration length) {
        try {
            Thread.sleep(length);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static boolean answers(Callable<Boolean> isTrue) {
        try {
            return isTrue.call();
        } catch (IllegalStateException givenUp) {
            throw givenUp;
        } catch (Exception notYet) {
            return false;
        }
    }
}
