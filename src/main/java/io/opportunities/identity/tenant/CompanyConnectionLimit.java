package io.opportunities.identity.tenant;

import io.opportunities.web.error.ApiException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Limits each company to three quarters of the connections. A company whose transactions all wait for one lock then leaves connections to
 * other companies. A transaction within another one of its thread takes no share: it would wait for the outer one.
 */
final class CompanyConnectionLimit {

    /** With the timeout of the pool, it ends within the five seconds of a rejection. */
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final int max;
    private final Duration timeout;
    private final Runnable refused;
    /** The companies with a running or waiting transaction. */
    private final Map<Long, Share> shares = new ConcurrentHashMap<>();
    private final ThreadLocal<Permit> acquired = new ThreadLocal<>();

    /** @param refused runs at each rejection */
    CompanyConnectionLimit(int connections, Runnable refused) {
        this(connections, TIMEOUT, refused);
    }

    CompanyConnectionLimit(int connections, Duration timeout, Runnable refused) {
        this.max = Math.max(1, connections - Math.ceilDiv(connections, 4));
        this.timeout = timeout;
        this.refused = refused;
    }

    /**
     * Waits until the company has an unused connection of its share.
     *
     * @param company null for a transaction of no company
     * @throws ApiException 503 after the timeout without one, which is two seconds
     */
    void acquire(@Nullable Long company) {
        Permit outer = acquired.get();
        Long counted = outer == null ? company : null;
        if (counted != null && !await(join(counted))) {
            leave(counted);
            refused.run();
            throw ApiException.unavailable("this company has as many requests at the database as its share allows; try again");
        }
        acquired.set(new Permit(counted, outer));
    }

    /** Releases the last permit of this thread. */
    void release() {
        Permit last = Objects.requireNonNull(acquired.get(), "nothing was taken");
        if (last.outer() == null) {
            acquired.remove();
        } else {
            acquired.set(last.outer());
        }
        Share share = last.company() == null ? null : shares.get(last.company());
        if (share != null && last.company() != null) {
            share.release();
            leave(last.company());
        }
    }

    /** Returns the number of tracked companies. */
    int companies() {
        return shares.size();
    }

    /** Returns the number of transactions that wait for the share of their company. */
    int waiting() {
        return shares.values().stream().mapToInt(Share::getQueueLength).sum();
    }

    private Share join(long company) {
        return shares.compute(company, (id, known) -> {
            Share share = known == null ? new Share(max) : known;
            share.users++;
            return share;
        });
    }

    private void leave(long company) {
        shares.computeIfPresent(company, (id, share) -> --share.users == 0 ? null : share);
    }

    private boolean await(Share share) {
        try {
            return share.tryAcquire(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** A permit of one thread; company is null if the permit took no share. */
    private record Permit(@Nullable Long company, @Nullable Permit outer) {}

    /** One company's connections, in the order its transactions came. */
    private static final class Share extends Semaphore {

        private static final long serialVersionUID = 1;

        /** Number of running and waiting transactions; changed only within atomic operations of the map. */
        private int users;

        Share(int connections) {
            super(connections, true);
        }
    }
}
