package io.opportunities.crm.lease;

/** Works on one record while this instance has its lease. */
public abstract class LeasedWorker {

    private volatile long leasedUntil;

    public abstract void run();

    /** @param nanos until which the lease is valid, as {@link System#nanoTime} */
    final void leaseUntil(long nanos) {
        leasedUntil = nanos;
    }

    final void stop() {
        leasedUntil = System.nanoTime();
    }

    public final boolean hasLease() {
        return leasedUntil - System.nanoTime() > 0;
    }
}
