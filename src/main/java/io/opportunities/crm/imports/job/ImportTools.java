package io.opportunities.crm.imports.job;

import io.opportunities.crm.imports.job.store.ImportJob;
import io.opportunities.crm.imports.job.store.JobStore;
import io.opportunities.crm.imports.job.store.KeyStore;
import io.opportunities.crm.imports.job.store.UndoStore;
import io.opportunities.crm.imports.upload.ImportSettings;
import io.opportunities.crm.imports.upload.Uploads;
import io.opportunities.crm.lease.Lease;
import io.opportunities.crm.opportunity.bulk.OpportunityBulk;
import io.opportunities.identity.Caller;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What every worker needs: the stores, the engine, the files, and transactions of a company. */
@Component
class ImportTools {

    private final JobStore jobs;
    private final KeyStore keys;
    private final Uploads uploads;
    private final OpportunityBulk engine;
    private final UndoStore undos;
    private final long maxRows;
    private final TransactionTemplate transaction;

    ImportTools(JobStore jobs, KeyStore keys, Uploads uploads, OpportunityBulk engine, UndoStore undos,
            ImportSettings settings, PlatformTransactionManager transactions) {
        this.jobs = jobs;
        this.keys = keys;
        this.uploads = uploads;
        this.engine = engine;
        this.undos = undos;
        this.maxRows = settings.maxImportRows();
        this.transaction = new TransactionTemplate(transactions);
    }

    JobStore jobs() {
        return jobs;
    }

    KeyStore keys() {
        return keys;
    }

    long maxRows() {
        return maxRows;
    }

    OpportunityBulk engine() {
        return engine;
    }

    /** Returns the import of a lease, empty if there is nothing to do. */
    Optional<ImportJob> load(Lease lease) {
        return Caller.service(lease.companyId(), 0).run(() -> in(() -> jobs.load(lease)));
    }

    /** Returns the work that the state of an import asks for. */
    Work work(ImportJob job) {
        return switch (job.state()) {
            case PLANNING -> new PlanWork(job, this);
            case RUNNING -> new RunWork(job, this);
            case UNDOING -> new UndoWork(job, this, undos);
            case RECEIVED, PLANNED, DONE, CANCELLED, FAILED, UNDONE -> () -> false;
        };
    }

    RowSource source(ImportJob job) {
        return new RowSource(job, uploads, engine);
    }

    /** Runs an action in a transaction. */
    <T> T in(Supplier<T> action) {
        return Objects.requireNonNull(transaction.execute(status -> action.get()));
    }

    void in(Runnable action) {
        transaction.executeWithoutResult(status -> action.run());
    }

    /** Runs an action in the name of a user of a company. */
    static void as(ImportJob job, Runnable action) {
        Caller.service(job.lease().companyId(), job.createdById()).run(() -> {
            action.run();
            return true;
        });
    }
}
