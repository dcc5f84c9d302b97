package io.opportunities.opportunity;

import io.opportunities.common.ApiException;
import io.opportunities.common.IfMatch;
import io.opportunities.common.Shown;
import io.opportunities.common.Violations;
import io.opportunities.contact.ContactRemoved;
import io.opportunities.matching.MatchFoundStrategy;
import io.opportunities.matching.MatchInstruction;
import io.opportunities.matching.MatchLock;
import io.opportunities.matching.UpsertOutcome;
import io.opportunities.matching.Upserter;
import jakarta.persistence.EntityManager;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Creates opportunities or matches them, changes and archives them. */
@Service
@Transactional(readOnly = true)
class OpportunityService {

    private final OpportunityRepository opportunities;
    private final Upserter upserter;
    private final MatchLock locks;
    private final References references;
    private final OpportunityWriter writer;
    private final OpportunityPresenter presenter;
    private final EntityManager database;

    OpportunityService(OpportunityRepository opportunities, Upserter upserter, MatchLock locks, References references,
            OpportunityWriter writer, OpportunityPresenter presenter, EntityManager database) {
        this.opportunities = opportunities;
        this.upserter = upserter;
        this.locks = locks;
        this.references = references;
        this.writer = writer;
        this.presenter = presenter;
        this.database = database;
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
        Checked request = new Checked(draft, found, instruction.dryRun());
        return upserter.upsert(Opportunity.class, instruction, request.matchKeys(), found.custom().lockNames(),
                match -> writer.change(match, request, instruction.strategy()),
                () -> writer.insert(request)).map(presenter::shown);
    }

    /**
     * Changes the members that the draft names; archived records can be changed too, and so restored.
     *
     * @throws ApiException with everything that is wrong with the request, 404, or 412 where the record is at another version
     */
    @Transactional
    Shown<OpportunityResponse> update(long id, OpportunityDraft draft, boolean allowNewOptions, IfMatch ifMatch, Violations violations) {
        References.Found found = references.check(draft, allowNewOptions, violations);
        violations.rejectIfAny();
        Checked request = new Checked(draft, found, false);
        // as for a match: nobody who creates a record with these values may miss this one, nor make its contact twice
        locks.hold(request.lockNames());
        Opportunity opportunity = hold(id, ifMatch);
        writer.change(opportunity, request, MatchFoundStrategy.REPLACE);
        return presenter.shown(opportunity);
    }

    /** @throws ApiException 404 also where it is archived already */
    @Transactional
    Shown<OpportunityResponse> archive(long id, IfMatch ifMatch) {
        Opportunity opportunity = hold(id, ifMatch);
        if (!opportunity.active()) {
            throw ApiException.notFound("opportunity", id);
        }
        writer.save(opportunity, opportunity.state().archived(), false);
        return presenter.shown(opportunity);
    }

    @EventListener
    @Transactional
    void forget(ContactRemoved contact) {
        writer.forget(contact.id());
    }

    private Opportunity hold(long id, IfMatch ifMatch) {
        Opportunity opportunity = opportunities.hold(id).orElseThrow(() -> ApiException.notFound("opportunity", id));
        // the statement that waited saw its row as it is now, but its contacts, which stand beside it, as they were before
        database.refresh(opportunity);
        ifMatch.check(opportunity.version());
        return opportunity;
    }
}
