package io.opportunities.crm.opportunity;

import io.opportunities.crm.changelog.Changelog;
import io.opportunities.crm.opportunity.response.IncludePhaseSince;
import io.opportunities.crm.opportunity.response.OpportunityPresenter;
import io.opportunities.crm.opportunity.response.OpportunityResponse;
import io.opportunities.crm.record.RecordPresenter;
import io.opportunities.crm.record.RecordReader;
import io.opportunities.search.PageReader;
import io.opportunities.search.RecordFilter;
import io.opportunities.search.page.Page;
import io.opportunities.search.page.PageQuery;
import io.opportunities.web.VersionedResponse;
import org.springframework.stereotype.Service;

/** Reads opportunities. */
@Service
class OpportunityReader extends RecordReader<Opportunity, OpportunityResponse> {

    private final OpportunityPresenter presenter;

    OpportunityReader(OpportunityRepository opportunities, OpportunitySearchFields fields, OpportunityPresenter presenter, PageReader pages,
            Changelog changelog) {
        super(Opportunity.class, opportunities, fields, presenter.of(Opportunity::view), pages, changelog);
        this.presenter = presenter;
    }

    Page<OpportunityResponse> list(RecordFilter filter, PageQuery query, IncludePhaseSince phaseSince) {
        return list(filter, query, by(phaseSince));
    }

    VersionedResponse<OpportunityResponse> byId(long id, boolean includeArchived, IncludePhaseSince phaseSince) {
        return byId(id, includeArchived, by(phaseSince));
    }

    private RecordPresenter<Opportunity, OpportunityResponse> by(IncludePhaseSince phaseSince) {
        return presenter.of(phaseSince.included() ? Opportunity::viewWithPhaseSince : Opportunity::view);
    }
}
