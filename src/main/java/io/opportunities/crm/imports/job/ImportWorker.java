package io.opportunities.crm.imports.job;

import io.opportunities.crm.imports.job.store.ImportJob;
import io.opportunities.crm.lease.Lease;
import io.opportunities.crm.lease.LeasedWorker;
import io.opportunities.web.error.ApiException;
import io.opportunities.web.error.DatabaseErrorTranslator;
import io.opportunities.web.error.ErrorCode;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Works on one import while this instance has its lease, for a turn if others wait. After a failure it continues at the stored place. */
final class ImportWorker extends LeasedWorker {

    private static final Logger LOG = LoggerFactory.getLogger(ImportWorker.class);

    /** With the pauses between them, for two minutes: a failover takes less. */
    private static final int MAX_OUTAGES = 60;
    /** Of another kind than an outage. */
    private static final int MAX_FAILURES = 3;
    /** An import that ends the process of each worker must not end all of them for ever. */
    private static final int MAX_LOST_WORKERS = 5;
    private static final long PAUSE_MILLIS = 2_000;

    private final Lease lease;
    private final ImportTools tools;
    private final BooleanSupplier turnEnded;
    private int failures;

    /** @param turnEnded whether the worker gives its place to an import that waits */
    ImportWorker(Lease lease, ImportTools tools, BooleanSupplier turnEnded) {
        this.lease = lease;
        this.tools = tools;
        this.turnEnded = turnEnded;
    }

    @Override
    public void run() {
        try {
            while (hasLease() && attempt()) {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns whether there is more to do after a failure. */
    private boolean attempt() {
        Optional<ImportJob> found = Optional.empty();
        try {
            found = tools.load(lease);
            if (found.filter(job -> job.lostWorkers() > MAX_LOST_WORKERS).isPresent()) {
                throw new IllegalStateException("%d workers have ended without notice at the same rows".formatted(MAX_LOST_WORKERS));
            }
            found.ifPresent(job -> ImportTools.as(job, () -> work(job)));
            return false;
        } catch (RuntimeException failure) {
            if (failure instanceof ApiException lost && lost.code() == ErrorCode.CONFLICT) {
                return false;
            }
            LOG.warn("Import {} of company {} stops, and goes on in a moment: {}", lease.recordId(), lease.companyId(), failure.toString());
            boolean outage = failure instanceof BusyException || DatabaseErrorTranslator.isRetryable(failure);
            if (++failures >= (outage ? MAX_OUTAGES : MAX_FAILURES)) {
                found.ifPresent(job -> fail(job, failure));
                return false;
            }
            return true;
        }
    }

    private void work(ImportJob job) {
        Work work = tools.work(job);
        while (hasLease() && work.step()) {
            failures = 0;
            if (turnEnded.getAsBoolean()) {
                return;
            }
        }
    }

    private void fail(ImportJob job, RuntimeException failure) {
        LOG.error("Import {} of company {} failed", lease.recordId(), lease.companyId(), failure);
        ImportTools.as(job, () -> tools.in(() -> tools.jobs().fail(job, "the service could not go on; its log says why")));
    }
}
