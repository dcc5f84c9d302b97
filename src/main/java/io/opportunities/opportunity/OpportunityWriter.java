package io.opportunities.opportunity;

import io.opportunities.changelog.Changelog;
import io.opportunities.common.Violation.Code;
import io.opportunities.common.Violations;
import io.opportunities.contact.ContactService;
import io.opportunities.identity.Caller;
import io.opportunities.matching.MatchFoundStrategy;
import io.opportunities.property.PropertyService;
import io.opportunities.workflow.WorkflowTemplate;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes new opportunities and changes those that are there: in a dry run in memory alone, by the same steps. */
@Component
final class OpportunityWriter {

    private final OpportunityRepository opportunities;
    private final PropertyService properties;
    private final ContactService contacts;
    private final Changelog changelog;
    private final EntityManager database;
    private final InstantSource time;

    OpportunityWriter(OpportunityRepository opportunities, PropertyService properties, ContactService contacts, Changelog changelog,
            EntityManager database, InstantSource time) {
        this.opportunities = opportunities;
        this.properties = properties;
        this.contacts = contacts;
        this.changelog = changelog;
        this.database = database;
        this.time = time;
    }

    Opportunity insert(Checked request) {
        Map<String, @Nullable Object> custom = define(request, request.found().custom().ofNewRecord());
        refuseMoves(OpportunityState.NEW, request, MatchFoundStrategy.REPLACE);
        OpportunityState state = merge(request, custom, MatchFoundStrategy.REPLACE, OpportunityState.NEW);
        Instant now = time.instant();
        Opportunity opportunity = new Opportunity(state, Caller.current().userId(), now);
        if (!request.dryRun()) {
            opportunities.saveAndFlush(opportunity);
            link(opportunity.id(), state.contacts());
            changelog.created(opportunity, now);
        }
        return opportunity;
    }

    /** @return whether anything is different after */
    boolean change(Opportunity opportunity, Checked request, MatchFoundStrategy strategy) {
        OpportunityState before = opportunity.state();
        refuseMoves(before, request, strategy);
        Map<String, @Nullable Object> custom = define(request, request.found().custom().takenBy(strategy, before.details().custom()));
        return save(opportunity, merge(request, custom, strategy, before), request.dryRun());
    }

    /** Brings a record to another state, and writes that down. */
    boolean save(Opportunity opportunity, OpportunityState after, boolean dryRun) {
        OpportunityState before = opportunity.state();
        Instant now = time.instant();
        boolean changed = opportunity.change(after, Caller.current().userId(), now);
        if (changed && dryRun) {
            opportunity.countVersion();
        } else if (changed) {
            if (!after.contacts().equals(before.contacts())) {
                opportunities.unlinkContacts(List.of(opportunity.id()));
                link(opportunity.id(), after.contacts());
            }
            changelog.changed(opportunity, before.members(), before.details().active(), now);
            database.flush();
        }
        return changed;
    }

    /** Takes a contact from all records that have it; the next one becomes the primary one. */
    void forget(long contactId) {
        List<Opportunity> held = opportunities.holdThoseOf(contactId);
        if (held.isEmpty()) {
            return;
        }
        // a statement that waited saw the rows as they are now, but their contacts as they were before
        held.forEach(database::detach);
        List<Long> ids = held.stream().map(Opportunity::id).toList();
        List<Opportunity> all = opportunities.findByIdIn(ids);
        opportunities.unlinkContacts(ids);
        Instant now = time.instant();
        for (Opportunity opportunity : all) {
            OpportunityState before = opportunity.state();
            OpportunityState after = before.without(contactId);
            opportunity.change(after, Caller.current().userId(), now);
            link(opportunity.id(), after.contacts());
            changelog.changed(opportunity, before.members(), opportunity.active(), now);
        }
        database.flush();
    }

    private Map<String, @Nullable Object> define(Checked request, Map<String, @Nullable Object> values) {
        return request.dryRun()
                ? properties.preview(request.found().custom(), values)
                : properties.define(request.found().custom(), values);
    }

    private OpportunityState merge(Checked request, Map<String, @Nullable Object> custom, MatchFoundStrategy strategy,
            OpportunityState before) {
        return new OpportunityMerge(request.draft(), request.found(), custom, strategy).onto(before,
                request.dryRun() ? contacts::preview : contacts::matchOrCreate);
    }

    private static void refuseMoves(OpportunityState before, Checked request, MatchFoundStrategy strategy) {
        OpportunityDraft.Links links = request.draft().links();
        Violations violations = new Violations();
        Long account = before.details().accountId();
        Long other = links.accountId().orNull();
        if (strategy == MatchFoundStrategy.REPLACE && account != null && other != null && !Objects.equals(account, other)) {
            violations.add(links.accountMember(), Code.READ_ONLY,
                    "cannot be changed: the matched record belongs to account %d; was %d".formatted(account, other));
        }
        Long workflow = before.run().workflowId();
        Long implied = links.workflowId().isAbsent() ? request.found().workflow().map(WorkflowTemplate::id).orElse(null) : workflow;
        if (strategy == MatchFoundStrategy.REPLACE && workflow != null && implied != null && !Objects.equals(workflow, implied)) {
            violations.add("phaseId", Code.UNKNOWN_REFERENCE,
                    "must be a phase of workflow %d, which the record runs through; to leave that, name workflowId too"
                            .formatted(workflow));
        }
        links.phaseId().ifGiven(phase -> {
            boolean retired = request.found().workflow().filter(found -> found.phase(phase).isEmpty()).isPresent();
            if (retired && before.run().instances().stream().noneMatch(instance -> instance.phaseId() == phase)) {
                violations.add("phaseId", Code.UNKNOWN_REFERENCE, "must be a phase that is in use; phase %d is retired".formatted(phase));
            }
        });
        violations.rejectIfAny();
    }

    private void link(long opportunityId, List<Long> contactIds) {
        for (int i = 1; i < contactIds.size(); i++) {
            database.persist(new OpportunityContact(opportunityId, contactIds.get(i), i));
        }
    }
}
