package io.opportunities.crm.opportunity.response;

import io.opportunities.address.geo.Jurisdiction;
import io.opportunities.common.Text;
import io.opportunities.crm.account.AccountService;
import io.opportunities.crm.opportunity.response.OpportunityResponse.PhaseInstanceResponse;
import io.opportunities.crm.opportunity.response.OpportunityResponse.PhaseResponse;
import io.opportunities.crm.opportunity.response.OpportunityResponse.PhaseTemplateResponse;
import io.opportunities.crm.opportunity.state.OpportunityDetails;
import io.opportunities.crm.opportunity.state.OpportunityLocation;
import io.opportunities.crm.opportunity.state.OpportunityState;
import io.opportunities.crm.property.PropertyService;
import io.opportunities.crm.property.value.CustomValuesNormaliser;
import io.opportunities.crm.record.RecordEntity;
import io.opportunities.crm.record.RecordPresenter;
import io.opportunities.crm.record.state.RecordDetails;
import io.opportunities.crm.record.state.StoredAddress;
import io.opportunities.crm.workflow.WorkflowService;
import io.opportunities.crm.workflow.run.PhaseInstance;
import io.opportunities.crm.workflow.run.TemplatePhase;
import io.opportunities.crm.workflow.run.WorkflowRun;
import io.opportunities.crm.workflow.run.WorkflowTemplate;
import io.opportunities.identity.user.UserService;
import io.opportunities.identity.user.UserSummary;
import io.opportunities.identity.user.UserSummary.Author;
import io.opportunities.search.RecordType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Converts opportunities to responses, with data of their users, workflow and account. */
@Component
public final class OpportunityPresenter {

    private final UserService users;
    private final WorkflowService workflows;
    private final AccountService accounts;
    private final PropertyService properties;
    private final ImageUrlTemplates pictures;

    OpportunityPresenter(UserService users, WorkflowService workflows, AccountService accounts, PropertyService properties,
            ImageUrlTemplates pictures) {
        this.users = users;
        this.workflows = workflows;
        this.accounts = accounts;
        this.properties = properties;
        this.pictures = pictures;
    }

    /** Returns a presenter of records, each by its view. */
    public <R extends RecordEntity<?>> RecordPresenter<R, OpportunityResponse> of(Function<R, OpportunityView> view) {
        return page -> toResponses(page.stream().map(view).toList());
    }

    /** Converts the states of opportunities, which may be past ones. */
    public List<OpportunityResponse> toResponses(List<OpportunityView> page) {
        Set<Long> untitled = page.stream().filter(OpportunityPresenter::isUntitled)
                .map(opportunity -> opportunity.state().deal().accountId()).filter(Objects::nonNull).collect(Collectors.toSet());
        boolean plain = page.stream().allMatch(opportunity -> opportunity.details().custom().isEmpty());
        Shared shared = new Shared(untitled.isEmpty() ? Map.of() : accounts.titles(untitled),
                plain ? Set.of() : properties.keyNames(RecordType.OPPORTUNITY));
        return page.stream().map(opportunity -> toResponse(opportunity, shared)).toList();
    }

    private OpportunityResponse toResponse(OpportunityView opportunity, Shared shared) {
        OpportunityState state = opportunity.state();
        RecordDetails details = opportunity.details();
        StoredAddress place = details.place();
        OpportunityDetails deal = state.deal();
        WorkflowRun run = state.run();
        OpportunityLocation location = opportunity.location();
        Optional<WorkflowTemplate> workflow = shared.workflow(run.workflowId());
        long base = run.base() == null ? opportunity.base() : run.base();
        return new OpportunityResponse(opportunity.id(), opportunity.number(), title(opportunity, shared.titles),
                details.description(),
                List.of(place.line()), place.street(), place.city(), place.state(), place.zipcode(),
                location == null ? List.of() : List.of(location.latitudeText() + "," + location.longitudeText()), jurisdiction(location),
                deal.status(), details.active(), opportunity.mergedIntoId(), deal.trades(), deal.value(), deal.size(), deal.confidence(),
                deal.accountId(), run.workflowId(), workflow.map(WorkflowTemplate::name).orElse(null), run.phaseId(),
                run.current().map(current -> new PhaseResponse(current.phaseId(), current.name(), current.type())).orElse(null),
                opportunity.phaseSince(),
                run.instances().stream().map(instance -> toResponse(instance, base, workflow)).toList(),
                details.primaryEmail(), details.primaryPhone(), details.source(), details.externalId(), state.common().contacts(),
                shared.user(deal.ownerId()), shared.user(deal.salesRepId()), shared.user(deal.projectManagerId()),
                CustomValuesNormaliser.only(shared.keyNames, details.custom()), pictures.image(place.line(), location),
                pictures.streetView(place.line(), location), opportunity.lastActivity(), opportunity.createdById(),
                shared.author(opportunity.createdById()), shared.author(opportunity.updatedById()), opportunity.createdAt(),
                opportunity.updatedAt());
    }

    /** The data that the records of one response share. */
    private final class Shared {

        private final Map<Long, String> titles;
        private final Set<String> keyNames;
        private final Map<Long, Optional<UserSummary>> people = new HashMap<>();
        private final Map<Long, Optional<WorkflowTemplate>> templates = new HashMap<>();

        /**
         * @param titles of the accounts of untitled records
         * @param keyNames of the visible custom values
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
        io.opportunities.address.geo.Jurisdiction office = location == null ? null : location.location().jurisdiction();
        return office == null ? null : new OpportunityResponse.Jurisdiction(office.id(), office.name(), office.uuid().toString());
    }

    private static boolean isUntitled(OpportunityView opportunity) {
        return Text.isBlank(opportunity.details().title());
    }

    /** Returns the title of the account if the record has a blank one. */
    private static @Nullable String title(OpportunityView opportunity, Map<Long, String> titles) {
        Long account = opportunity.state().deal().accountId();
        return isUntitled(opportunity) && account != null ? titles.get(account) : opportunity.details().title();
    }

    private static PhaseInstanceResponse toResponse(PhaseInstance instance, long base, Optional<WorkflowTemplate> workflow) {
        TemplatePhase template = workflow.flatMap(found -> found.everPhase(instance.phaseId()))
                .orElseGet(() -> new TemplatePhase(instance.phaseId(), instance.name(), instance.type(), null, null));
        return new PhaseInstanceResponse(instance.id(base), instance.name(), instance.status(), instance.position(), instance.type(),
                instance.phaseId(),
                new PhaseTemplateResponse(template.id(), template.name(), template.type(), template.redSla(), template.yellowSla()));
    }
}
