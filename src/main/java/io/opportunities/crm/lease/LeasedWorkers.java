package io.opportunities.crm.lease;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Leases records for this instance and starts their workers. Each instance leases a few at a time, so replicas share the work. */
public final class LeasedWorkers {

    private static final long SAFETY = TimeUnit.SECONDS.toNanos(3);

    private final String kind;
    private final Leases leases;
    private final Function<Lease, LeasedWorker> start;
    private final Map<Lease, LeasedWorker> workers = new ConcurrentHashMap<>();
    private volatile boolean stopping;

    /**
     * @param kind of work, in the names of the functions of the schema
     * @param start makes the worker of a lease
     */
    public LeasedWorkers(String kind, JdbcClient database, Function<Lease, LeasedWorker> start) {
        this.kind = kind;
        this.leases = new Leases(kind, database);
        this.start = start;
    }

    /** Claims more work; called every second. */
    public void claim(int most) {
        if (stopping || most < 1) {
            return;
        }
        long until = until();
        for (Lease lease : leases.claim(most)) {
            workers.forEach((other, before) -> {
                if (other.isOfSameRecord(lease)) {
                    before.stop();
                }
            });
            LeasedWorker worker = start.apply(lease);
            worker.leaseUntil(until);
            workers.put(lease, worker);
            Thread.ofVirtual().name(kind + "-" + lease.recordId()).start(() -> run(lease, worker));
        }
    }

    private void run(Lease lease, LeasedWorker worker) {
        try {
            worker.run();
        } finally {
            workers.remove(lease);
            leases.release(lease);
        }
    }

    /** Extends the leases of this instance; called every few seconds. */
    public void renew() {
        if (workers.isEmpty() || stopping) {
            return;
        }
        long until = until();
        Set<UUID> renewed = Set.copyOf(leases.renew(workers.keySet()));
        workers.forEach((lease, worker) -> {
            if (renewed.contains(lease.id())) {
                worker.leaseUntil(until);
            }
        });
    }

    /** Stops all workers, and waits for them to finish what they are doing. */
    public void stop(Duration timeout) {
        stopping = true;
        workers.values().forEach(LeasedWorker::stop);
        long deadline = System.nanoTime() + timeout.toNanos();
        while (!workers.isEmpty() && deadline - System.nanoTime() > 0) {
            try {
                TimeUnit.MILLISECONDS.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    public int count() {
        return workers.size();
    }

    public long countOf(long companyId) {
        return workers.keySet().stream().filter(lease -> lease.companyId() == companyId).count();
    }

    /** Returns the end of a lease that begins now, as {@link System#nanoTime}, well before its end by the database's clock. */
    private static long until() {
        return System.nanoTime() + Lease.LENGTH.toNanos() - SAFETY;
    }
}
