package io.opportunities.opportunity;

import io.opportunities.account.AccountService;
import io.opportunities.common.CustomMap;
import io.opportunities.common.Shown;
import io.opportunities.common.Text;
import io.opportunities.opportunity.OpportunityResponse.PhaseInstanceResponse;
import io.opportunities.opportunity.OpportunityResponse.PhaseResponse;
import io.opportunities.opportunity.OpportunityResponse.PhaseTemplateResponse;
import io.opportunities.property.PropertyService;
import io.opportunities.property.RecordType;
import io.opportunities.user.UserService;
import io.opportunities.user.UserSummary;
import io.opportunities.user.UserSummary.Author;
import io.opportunities.workflow.WorkflowPhase;
import io.opportunities.workflow.WorkflowService;
import io.opportunities.workflow.WorkflowTemplate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Shows an opportunity with what it takes from its users, workflow and account. */
@Component
final class OpportunityPresenter {

    /** The id of a phase instance: the record's id, and its ordinal within the record in the last five digits. */
    private static final long INSTANCES_PER_RECORD = 100_000;

    private final UserService users;
    private final WorkflowService workflows;
    private final AccountService accounts;
    private final PropertyService properties;
    private final PictureUrls pictures;

    OpportunityPresenter(UserService users, WorkflowService workflows, AccountService accounts, PropertyService properties,
            PictureUrls pictures) {
        this.users = users;
        this.workflows = workflows;
        this.accounts = accounts;
        this.properties = properties;
        this.pictures = pictures;
    }

    Shown<OpportunityResponse> shown(Opportunity opportunity) {
        return new Shown<>(show(List.of(opportunity)).getFirst(), opportunity.version());
    }

    /** In the same order; what they share is looked up once for all of them. */
    List<OpportunityResponse> show(List<Opportunity> page) {
        Set<Long> untitled = page.stream().map(opportunity -> opportunity.state().details()).filter(OpportunityPresenter::isUntitled)
                .map(OpportunityDetails::accountId).filter(Objects::nonNull).collect(Collectors.toSet());
        boolean plain = page.stream().allMatch(opportunity -> opportunity.state().details().custom().isEmpty());
        Shared shared = new Shared(untitled.isEmpty() ? Map.of() : accounts.titles(untitled),
                plain ? Set.of() : properties.keyNames(RecordType.OPPORTUNITY));
        return page.stream().map(opportunity -> show(opportunity, shared)).toList();
    }

    private OpportunityResponse show(Opportunity opportunity, Shared shared) {
        OpportunityState state = opportunity.state();
        OpportunityDetails details = state.details();
        WorkflowRun run = state.run();
        OpportunityLocation location = opportunity.location();
        Optional<WorkflowTemplate> workflow = shared.workflow(run.workflowId());
        return new OpportunityResponse(opportunity.idOrNull(), opportunity.number(), title(details, shared.titles), details.description(),
                List.of(details.address()), details.street(), details.city(), details.state(), details.zipcode(),
                location == null ? List.of() : List.of(location.latitudeText() + "," + location.longitudeText()), jurisdiction(location),
                details.status(), details.active(), details.trades(), details.value(), details.size(), details.confidence(),
                details.accountId(), run.workflowId(), workflow.map(WorkflowTemplate::name).orElse(null), run.phaseId(),
                run.current().map(current -> new PhaseResponse(current.phaseId(), current.name(), current.type())).orElse(null),
                run.instances().stream().map(instance -> show(opportunity.idOrNull(), instance, workflow)).toList(),
                details.primaryEmail(), details.primaryPhone(), state.contacts(),
                shared.user(details.ownerId()), shared.user(details.salesRepId()), shared.user(details.projectManagerId()),
                CustomMap.only(shared.keyNames, details.custom()), pictures.image(details.address(), location),
                pictures.streetView(details.address(), location), opportunity.lastActivity(), opportunity.createdById(),
                shared.author(opportunity.createdById()), shared.author(opportunity.updatedById()), opportunity.createdAt(),
                opportunity.updatedAt());
    }

    /** What the records of one answer have in common. */
    private final class Shared {

        private final Map<Long, String> titles;
        private final Set<String> keyNames;
        private final Map<Long, Optional<UserSummary>> people = new HashMap<>();
        private final Map<Long, Optional<WorkflowTemplate>> templates = new HashMap<>();

        /**
         * @param titles of the accounts of records without one
         * @param keyNames of the custom values that are shown
         */
        private Shared(Map<Long, String> titles, Set<String> keyNames) {
            this.titles = titles;
            this.keyNames = keyNames;
        }

        private @Nullable UserSummary user(@Nullable Long id) {
            return id == null ? null : people.computeIfAbsent(id, users::find).orElse(null);
        }

        private @Nullable Author author(@Nullable Long id) {
            UserSummary user = user(id);
            return user == null ? null : user.author();
        }

        private Optional<WorkflowTemplate> workflow(@Nullable Long id) {
            return id == null ? Optional.empty() : templates.computeIfAbsent(id, workflows::template);
        }
    }

    private static OpportunityResponse.@Nullable Jurisdiction jurisdiction(@Nullable OpportunityLocation location) {
        io.opportunities.location.Jurisdiction office = location == null ? null : location.location().jurisdiction();
        return office == null ? null : new OpportunityResponse.Jurisdiction(office.id(), office.name(), office.uuid().toString());
    }

    private static boolean isUntitled(OpportunityDetails details) {
        return Text.isBlank(details.title());
    }

    /** A blank one is answered with the account's. */
    private static @Nullable String title(OpportunityDetails details, Map<Long, String> titles) {
        return isUntitled(details) && details.accountId() != null ? titles.get(details.accountId()) : details.title();
    }

    private static PhaseInstanceResponse show(@Nullable Long opportunityId, PhaseInstance instance, Optional<WorkflowTemplate> workflow) {
        WorkflowPhase template = workflow.flatMap(found -> found.everPhase(instance.phaseId()))
                .orElseGet(() -> new WorkflowPhase(instance.phaseId(), instance.name(), instance.type(), null, null, null));
        return new PhaseInstanceResponse(
                opportunityId == null ? null : Long.valueOf(opportunityId * INSTANCES_PER_RECORD + instance.ordinal()), instance.name(),
                instance.status(),
                instance.position(), instance.type(), instance.phaseId(),
                new PhaseTemplateResponse(template.id(), template.name(), template.type(), template.redSla(), template.yellowSla()));
    }
}
