package io.opportunities.crm.imports.job.store;

import io.opportunities.crm.imports.file.FileFormat;
import io.opportunities.crm.imports.file.Place;
import io.opportunities.crm.imports.mapping.Mapping;
import io.opportunities.crm.lease.Lease;
import io.opportunities.matching.MatchInstruction;

/**
 * An import as a worker finds it when its lease begins.
 *
 * @param profile the name of the recognised export
 * @param next at which the work goes on
 * @param createdById the user in whose name records are written
 * @param lostWorkers that ended without notice since the last progress
 */
public record ImportJob(Lease lease, ImportState state, long fileId, FileFormat format, String profile, Mapping mapping,
        MatchInstruction instruction, Place next, long rowsDone, long createdById, int lostWorkers) {

    long id() {
        return lease.recordId();
    }
}
