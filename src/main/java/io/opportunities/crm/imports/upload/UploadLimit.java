package io.opportunities.crm.imports.upload;

import io.opportunities.common.metrics.RejectionCounter;
import io.opportunities.web.error.ApiException;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Limits the uploads that this instance receives at the same time, because slow clients may take long for a large file. */
@Component
final class UploadLimit {

    private static final int MAX = 16;
    private static final int MAX_OF_COMPANY = 4;

    private final RejectionCounter refusals;
    private final Map<Long, Integer> current = new HashMap<>();

    UploadLimit(RejectionCounter refusals) {
        this.refusals = refusals;
    }

    /** @throws ApiException 503 if there are too many */
    synchronized void begin(long companyId) {
        int all = current.values().stream().mapToInt(Integer::intValue).sum();
        if (all >= MAX || current.getOrDefault(companyId, 0) >= MAX_OF_COMPANY) {
            refusals.count(RejectionCounter.Limit.LOAD);
            throw ApiException.unavailable("too many files are being received; try again when one of them has arrived");
        }
        current.merge(companyId, 1, Integer::sum);
    }

    synchronized void end(long companyId) {
        current.computeIfPresent(companyId, (id, uploads) -> uploads == 1 ? null : uploads - 1);
    }
}
