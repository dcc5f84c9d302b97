package io.opportunities.trials;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** Repeats a check until it succeeds. */
final class Eventually {

    private static final Duration PAUSE = Duration.ofMillis(50);

    private Eventually() {}

    /** @throws IllegalStateException if the check does not succeed in time; an exception counts as "not yet" */
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
