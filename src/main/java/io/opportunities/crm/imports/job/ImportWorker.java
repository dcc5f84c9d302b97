package io.opportunities.crm.imports.job;

import io.opportunities.crm.lease.Lease;
import io.opportunities.crm.lease.LeasedWorker;
import io.opportunities.web.error.ApiException;
import io.opportunities.web.error.DatabaseErrorTranslator;
import io.opportunities.web.error.ErrorCode;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Works on one import while this instance has its lease. After a failure it goes on from the place in the database. */
final class ImportWorker extends LeasedWorker {

    private static final Logger LOG = LoggerFactory.getLogger(ImportWorker.class);

    /** With the pauses between them, for two minutes: a failover takes less. */
    private static final int MAX_OUTAGES = 60;
    /** Of another kind than an outage. */
    private static final int MAX_FAILURES = 3;
    private static final long PAUSE_MILLIS = 2_000;

    private final Lease lease;
    private final ImportTools tools;
    private int failures;

    ImportWorker(Lease lease, ImportTools tools) {
        this.lease = lease;
        this.tools = tools;
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
        }
    }

    private void fail(ImportJob job, RuntimeException failure) {
        LOG.error("Import {} of company {} failed", lease.recordId(), lease.companyId(), failure);
        ImportTools.as(job, () -> tools.in(() -> tools.jobs().fail(job, "the service could not go on; its log says why")));
    }
}
