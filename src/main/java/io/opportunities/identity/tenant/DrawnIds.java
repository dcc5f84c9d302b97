package io.opportunities.identity.tenant;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Ids for rows that are inserted together, in the order of the rows. They are drawn when the first is needed. */
public final class DrawnIds {

    /** No sequence gets here, and ids of phases, a hundred thousand times as large, still fit. */
    private static final long FIRST_REHEARSED = 1L << 45;

    /** Later rows of a transaction have higher ids. Those of two instances differ, so that neither waits for the other. */
    private static final AtomicLong REHEARSED = new AtomicLong(ThreadLocalRandom.current().nextLong(FIRST_REHEARSED / 2));

    private final Supplier<long[]> draw;
    private long @Nullable [] drawn;

    DrawnIds(Supplier<long[]> draw) {
        this.draw = draw;
    }

    /** Returns ids for rows that will be rolled back: above those of all others. */
    static DrawnIds rehearsed(int count) {
        long first = FIRST_REHEARSED + REHEARSED.getAndAdd(count);
        return new DrawnIds(() -> LongStream.range(first, first + count).toArray());
    }

    /** Returns whether a row with this id will be rolled back. */
    public static boolean isRehearsed(long id) {
        return id >= FIRST_REHEARSED;
    }

    /** Returns the id of the row at a place. */
    public long at(int place) {
        long[] all = drawn == null ? draw.get() : drawn;
        drawn = all;
        return all[place];
    }
}
