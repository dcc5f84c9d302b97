package io.opportunities.crm.opportunity.state;

import static io.opportunities.support.Keys.RULES;
import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.crm.contact.match.ContactMatch;
import io.opportunities.crm.contact.point.ContactPoint;
import io.opportunities.crm.contact.point.ContactSummary;
import io.opportunities.crm.property.value.CustomValues;
import io.opportunities.crm.record.state.ExternalReference;
import io.opportunities.crm.record.state.RecordDraft;
import io.opportunities.crm.record.state.RecordMerge;
import io.opportunities.crm.workflow.run.TemplatePhase;
import io.opportunities.crm.workflow.run.WorkflowTemplate;
import io.opportunities.matching.MatchFoundStrategy;
import io.opportunities.web.json.PatchField;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpportunityMergeTests {

    private static final ContactSummary DANA = new ContactSummary(5, ContactPoint.email("dana@example.com", RULES),
            new ContactPoint("615-555-0134", "+16155550134"));
    private static final WorkflowTemplate SALES = new WorkflowTemplate(1, "Sales",
            List.of(new TemplatePhase(11, "Lead", null, null, null), new TemplatePhase(12, "Bid", null, null, null)), List.of());

    private final List<@Nullable Long> accounts = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({"SKIP, 100", "REPLACE, 250", "ENRICH, 100"})
    void aValueIsReplacedByOneStrategyAlone(MatchFoundStrategy strategy, BigDecimal value) {
        OpportunityState before = create(valued(PatchField.given(new BigDecimal("100.00"))));

        assertThat(onto(before, valued(PatchField.given(new BigDecimal("250"))), strategy).deal().value()).isEqualTo(value);
    }

    @Test
    void aClearedStatusIsActive() {
        OpportunityDraft cancelled = draft(contactless(), new Deal(PatchField.absent(), PatchField.given(OpportunityStatus.CANCELLED)),
                links());
        OpportunityDraft cleared = draft(contactless(), new Deal(PatchField.absent(), PatchField.cleared()), links());

        assertThat(onto(create(cancelled), cleared, MatchFoundStrategy.REPLACE).deal().status()).isEqualTo(OpportunityStatus.ACTIVE);
    }

    @Test
    void anAccountIsNeverReplaced() {
        OpportunityState before = create(draft(contactless(), Deal.NONE, account(3)));

        assertThat(onto(before, draft(contactless(), Deal.NONE, account(4)), MatchFoundStrategy.REPLACE).deal().accountId()).isEqualTo(3L);
    }

    @Test
    void aMissingAccountIsFilled() {
        OpportunityState before = create(draft(contactless(), Deal.NONE, links()));

        assertThat(onto(before, draft(contactless(), Deal.NONE, account(4)), MatchFoundStrategy.REPLACE).deal().accountId()).isEqualTo(4L);
    }

    @Test
    void theFirstContactSuppliesEmailAndPhone() {
        OpportunityState state = create(draft(listing(), Deal.NONE, links()));

        assertThat(state.common().details().primaryEmail()).isEqualTo("dana@example.com");
        assertThat(state.common().details().primaryPhone()).isEqualTo("615-555-0134");
        assertThat(state.common().matchKeys().phoneKey()).isEqualTo("+16155550134");
        assertThat(state.common().contacts()).containsExactly(5L);
        assertThat(accounts).as("contacts looked up").isEmpty();
    }

    @Test
    void aRequestWithAnEmailOfItsOwnTakesNothingFromItsContacts() {
        OpportunityState state = create(draft(emailed("lee@example.com"), Deal.NONE, account(3)));

        assertThat(state.common().details().primaryEmail()).isEqualTo("lee@example.com");
        assertThat(state.common().details().primaryPhone()).isNull();
        assertThat(accounts).as("the contact belongs to the account too").containsExactly(3L);
        assertThat(state.common().contacts()).containsExactly(7L, 5L);
    }

    @Test
    void enrichTakesNothingFromContactsThatTheRecordDoesNotTake() {
        OpportunityState before = create(draft(contactless(), Deal.NONE, links()));
        OpportunityState other = new OpportunityState(before.common().withContacts(List.of(2L)), before.deal(), before.run());

        OpportunityState after = onto(other, draft(listing(), Deal.NONE, links()), MatchFoundStrategy.ENRICH);

        assertThat(after).isEqualTo(other);
    }

    @Test
    void aWorkflowBeginsInTheNamedPhase() {
        OpportunityState state = create(draft(contactless(), Deal.NONE, phase(12)));

        assertThat(state.run().workflowId()).isEqualTo(1L);
        assertThat(state.run().phaseId()).isEqualTo(12L);
    }

    @Test
    void enrichMovesNoRecordThatIsInAWorkflow() {
        OpportunityState before = create(draft(contactless(), Deal.NONE, phase(12)));

        assertThat(onto(before, draft(contactless(), Deal.NONE, phase(11)), MatchFoundStrategy.ENRICH).run()).isEqualTo(before.run());
        assertThat(onto(before, draft(contactless(), Deal.NONE, phase(11)), MatchFoundStrategy.REPLACE).run().phaseId()).isEqualTo(11L);
    }

    private OpportunityState create(OpportunityDraft draft) {
        return onto(OpportunityState.NEW, draft, MatchFoundStrategy.REPLACE);
    }

    private OpportunityState onto(OpportunityState before, OpportunityDraft draft, MatchFoundStrategy strategy) {
        Optional<WorkflowTemplate> workflow = draft.links().phaseId().toOptional().map(phase -> SALES);
        List<ContactSummary> contacts = draft.common().contacts().isAbsent() ? List.of() : List.of(DANA);
        ValidatedOpportunity request = new ValidatedOpportunity(draft,
                new ReferenceResolver.ResolvedReferences(workflow, contacts, CustomValues.NONE), false);
        return new OpportunityMerge(request, new RecordMerge(request, Map.of(), strategy), () -> 100)
                .onto(before, (record, supplied, account, others) -> {
                    accounts.add(account);
                    return new ContactMatch(ContactMatch.Outcome.MATCHED, 7L, null);
                }).state();
    }

    private static OpportunityDraft valued(PatchField<BigDecimal> value) {
        return draft(contactless(), new Deal(value, PatchField.absent()), links());
    }

    private static OpportunityDraft draft(RecordDraft common, Deal deal, OpportunityDraft.Links links) {
        return new OpportunityDraft(common, PatchField.absent(), deal.value, PatchField.absent(), PatchField.absent(), deal.status, links);
    }

    private static RecordDraft contactless() {
        return common(PatchField.absent(), PatchField.absent());
    }

    private static RecordDraft listing() {
        return common(PatchField.absent(), PatchField.given(List.of(DANA.id())));
    }

    private static RecordDraft emailed(String email) {
        return common(PatchField.given(ContactPoint.email(email, RULES)), PatchField.given(List.of(DANA.id())));
    }

    private static RecordDraft common(PatchField<ContactPoint> email, PatchField<List<Long>> contacts) {
        return new RecordDraft(PatchField.absent(), PatchField.absent(), PatchField.absent(), email, PatchField.absent(),
                PatchField.absent(), ExternalReference.Draft.NONE, PatchField.absent(), contacts, PatchField.absent());
    }

    private static OpportunityDraft.Links links() {
        return links(PatchField.absent(), PatchField.absent());
    }

    private static OpportunityDraft.Links account(long id) {
        return links(PatchField.given(id), PatchField.absent());
    }

    private static OpportunityDraft.Links phase(long id) {
        return links(PatchField.absent(), PatchField.given(id));
    }

    private static OpportunityDraft.Links links(PatchField<Long> account, PatchField<Long> phase) {
        return new OpportunityDraft.Links("accountId", account, PatchField.absent(), phase, PatchField.absent(), PatchField.absent(),
                PatchField.absent());
    }

    private record Deal(PatchField<BigDecimal> value, PatchField<OpportunityStatus> status) {

        private static final Deal NONE = new Deal(PatchField.absent(), PatchField.absent());
    }
}
