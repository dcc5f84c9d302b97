package io.opportunities.crm.contact;

import io.opportunities.crm.merge.DryRun;
import io.opportunities.crm.merge.Merge;
import io.opportunities.crm.merge.MergeResponse;
import io.opportunities.crm.merge.RecordMerger;
import io.opportunities.search.RecordType;
import io.opportunities.web.IfMatch;
import io.opportunities.web.error.ApiException;
import io.opportunities.web.error.Violations;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Merges contacts for client requests, and undoes it. */
@Service
@Transactional
class ContactMerges {

    private final RecordMerger merger;

    ContactMerges(RecordMerger merger) {
        this.merger = merger;
    }

    /** @throws ApiException with all violations of the request; 404; 409 if the contact was merged itself; 412 */
    MergeResponse merge(long id, Merge merge, DryRun dryRun, IfMatch ifMatch, Violations violations) {
        return merger.merge(RecordType.CONTACT, Contact.class, id, merge, dryRun, ifMatch, violations);
    }

    /** @throws ApiException with all violations of the request; 404; 409 if the contact was merged itself; 412 */
    MergeResponse unmerge(long id, Merge merge, DryRun dryRun, IfMatch ifMatch, Violations violations) {
        return merger.unmerge(RecordType.CONTACT, Contact.class, id, merge, dryRun, ifMatch, violations);
    }
}
