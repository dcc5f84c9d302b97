package io.opportunities.crm.opportunity;

import io.opportunities.crm.changelog.Changelog;
import io.opportunities.crm.record.RecordReader;
import io.opportunities.search.PageReader;
import org.springframework.stereotype.Service;

/** Reads opportunities. */
@Service
class OpportunityReader extends RecordReader<Opportunity, OpportunityResponse> {

    OpportunityReader(OpportunityRepository opportunities, OpportunitySearchFields fields, OpportunityPresenter presenter, PageReader pages,
            Changelog changelog) {
        super(Opportunity.class, opportunities, fields, presenter, pages, changelog);
    }
}
