package io.opportunities.crm.imports.job;

import io.opportunities.crm.opportunity.bulk.BulkResult;
import io.opportunities.web.error.ErrorBody;
import java.util.Optional;

/** The database was away or too slow for some rows: they are done again later. */
final class BusyException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** The status of results that another attempt may change. */
    private static final int UNAVAILABLE = 503;

    BusyException(String message) {
        super(message, null, false, false);
    }

    /** @throws BusyException if another attempt may have another result */
    static void throwIfUnavailable(BulkResult result) {
        if (result.status() == UNAVAILABLE) {
            throw new BusyException(Optional.ofNullable(result.error()).map(ErrorBody::message).orElse("unavailable"));
        }
    }
}
