package io.opportunities.crm.lease;

import java.time.Duration;
import java.util.UUID;

/**
 * The right to work on one record of a company, such as a webhook.
 *
 * @param id its own id: a later lease of the record has another one
 */
public record Lease(long companyId, long recordId, UUID id) {

    public static final Duration LENGTH = Duration.ofSeconds(15);

    boolean isOfSameRecord(Lease other) {
        return companyId == other.companyId && recordId == other.recordId;
    }
}
