package io.opportunities.opportunity;

import io.opportunities.common.ApiException;
import io.opportunities.common.PatchField;
import io.opportunities.common.Shown;
import io.opportunities.common.Violation.Code;
import io.opportunities.common.Violations;
import io.opportunities.contact.ContactService;
import io.opportunities.identity.Caller;
import io.opportunities.listing.Conditions;
import io.opportunities.listing.Listing;
import io.opportunities.listing.Page;
import io.opportunities.listing.PageQuery;
import io.opportunities.matching.MatchFoundStrategy;
import io.opportunities.matching.MatchInstruction;
import io.opportunities.matching.UpsertOutcome;
import io.opportunities.matching.Upserter;
import io.opportunities.property.PropertyService;
import jakarta.persistence.EntityManager;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Creates opportunities or matches them, and shows them. */
@Service
@Transactional(readOnly = true)
class OpportunityService {

    private final OpportunityRepository opportunities;
    private final Listing listing;
    private final Upserter upserter;
    private final References references;
    private final PropertyService properties;
    private final ContactService contacts;
    private final OpportunityPresenter presenter;
    private final EntityManager database;
    private final InstantSource time;

    OpportunityService(OpportunityRepository opportunities, Listing listing, Upserter upserter, References references,
            PropertyService properties,
            ContactService contacts, OpportunityPresenter presenter, EntityManager database, InstantSource time) {
        this.opportunities = opportunities;
        this.listing = listing;
        this.upserter = upserter;
        this.references = references;
        this.properties = properties;
        this.contacts = contacts;
        this.presenter = presenter;
        this.database = database;
        this.time = time;
    }

    /**
     * Matches an opportunity or creates it: all of it, or nothing.
     *
     * @throws ApiException with everything that is wrong with the request
     */
    @Transactional
    UpsertOutcome<Shown<OpportunityResponse>> create(OpportunityDraft draft, MatchInstruction instruction, Violations violations) {
        References.Found found = references.check(draft, instruction.allowNewOptions(), violations);
        violations.rejectIfAny();
        return upserter.upsert(Opportunity.class, instruction, draft.matchKeys(found.firstContact()),
                found.custom().lockNames(),
                match -> change(match, draft, found, instruction.strategy()),
                () -> insert(draft, found)).map(this::show);
    }

    Page<OpportunityResponse> list(boolean includeArchived, PageQuery query) {
        Conditions where = includeArchived ? new Conditions() : new Conditions().and("r.details.active = true");
        return listing.page(Opportunity.class, where, query, Opportunity::id).map(page -> page.stream().map(presenter::show).toList());
    }

    Shown<OpportunityResponse> byId(long id, boolean includeArchived) {
        return opportunities.find(id, includeArchived).map(this::show).orElseThrow(() -> ApiException.notFound("opportunity", id));
    }

    private Opportunity insert(OpportunityDraft draft, References.Found found) {
        Map<String, @Nullable Object> custom = properties.define(found.custom(), found.custom().ofNewRecord());
        OpportunityState state = new OpportunityMerge(draft, found, custom, MatchFoundStrategy.REPLACE).onto(OpportunityState.NEW,
                contacts);
        Opportunity opportunity = opportunities.saveAndFlush(new Opportunity(state, Caller.current().userId(), time.instant()));
        linkContacts(opportunity.id(), state.contacts());
        return opportunity;
    }

    private boolean change(Opportunity opportunity, OpportunityDraft draft, References.Found found, MatchFoundStrategy strategy) {
        OpportunityState before = opportunity.state();
        refuseOtherAccount(before.details().accountId(), draft.links().accountId(), strategy);
        Map<String, @Nullable Object> custom = properties.define(found.custom(),
                found.custom().takenBy(strategy, before.details().custom()));
        OpportunityState after = new OpportunityMerge(draft, found, custom, strategy).onto(before, contacts);
        boolean changed = opportunity.change(after, Caller.current().userId(), time.instant());
        if (!after.contacts().equals(before.contacts())) {
            opportunities.unlinkContacts(opportunity.id());
            linkContacts(opportunity.id(), after.contacts());
        }
        database.flush();
        return changed;
    }

    private static void refuseOtherAccount(@Nullable Long account, PatchField<Long> offered, MatchFoundStrategy strategy) {
        Long other = offered.orNull();
        if (strategy == MatchFoundStrategy.REPLACE && account != null && other != null && !Objects.equals(account, other)) {
            Violations violations = new Violations();
            violations.add("accountId", Code.READ_ONLY,
                    "cannot be changed: the matched record belongs to account %d; was %d".formatted(account, other));
            violations.rejectIfAny();
        }
    }

    private void linkContacts(long opportunityId, List<Long> contactIds) {
        for (int i = 1; i < contactIds.size(); i++) {
            database.persist(new OpportunityContact(opportunityId, contactIds.get(i), i));
        }
    }

    private Shown<OpportunityResponse> show(Opportunity opportunity) {
        return new Shown<>(presenter.show(opportunity), opportunity.version());
    }
}
