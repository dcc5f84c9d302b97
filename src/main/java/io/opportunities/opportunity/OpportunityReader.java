package io.opportunities.opportunity;

import io.opportunities.changelog.ChangeResponse;
import io.opportunities.changelog.Changelog;
import io.opportunities.changelog.RecordKind;
import io.opportunities.common.ApiException;
import io.opportunities.common.Shown;
import io.opportunities.common.Violations;
import io.opportunities.listing.Conditions;
import io.opportunities.listing.Listing;
import io.opportunities.listing.Page;
import io.opportunities.listing.PageQuery;
import io.opportunities.listing.RecordFilter;
import io.opportunities.listing.Search;
import io.opportunities.listing.SearchQuery;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Shows opportunities: one, or those of a list or a search. */
@Service
@Transactional(readOnly = true)
class OpportunityReader {

    private final OpportunityRepository opportunities;
    private final Listing listing;
    private final OpportunityMembers members;
    private final OpportunityPresenter presenter;
    private final Changelog changelog;

    OpportunityReader(OpportunityRepository opportunities, Listing listing, OpportunityMembers members, OpportunityPresenter presenter,
            Changelog changelog) {
        this.opportunities = opportunities;
        this.listing = listing;
        this.members = members;
        this.presenter = presenter;
        this.changelog = changelog;
    }

    Page<OpportunityResponse> list(RecordFilter filter, PageQuery query) {
        return listing.page(Opportunity.class, filter.conditions("opportunity"), query, Opportunity::id).map(presenter::show);
    }

    /** @throws ApiException with everything that is wrong with the search */
    Page<OpportunityResponse> search(SearchQuery query, Violations violations) {
        Conditions where = new Search(members.all(), OpportunityMembers.SHOWN_ONLY, violations).conditions(query);
        violations.rejectIfAny();
        return listing.page(Opportunity.class, where, query.page(), Opportunity::id).map(presenter::show);
    }

    Shown<OpportunityResponse> byId(long id, boolean includeArchived) {
        return opportunities.find(id, includeArchived).map(presenter::shown).orElseThrow(() -> ApiException.notFound("opportunity", id));
    }

    Page<ChangeResponse> changes(long id, PageQuery query) {
        if (!opportunities.existsById(id)) {
            throw ApiException.notFound("opportunity", id);
        }
        return changelog.of(RecordKind.OPPORTUNITY, id, query);
    }
}
