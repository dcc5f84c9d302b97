package io.opportunities.crm.opportunity;

import io.opportunities.crm.opportunity.state.OpportunityStatus;
import io.opportunities.crm.property.PropertyService;
import io.opportunities.crm.record.RecordSearchFields;
import io.opportunities.matching.key.MatchableFields;
import io.opportunities.search.FieldType;
import io.opportunities.search.RecordType;
import io.opportunities.search.SearchField;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The search fields of opportunities. */
@Component
final class OpportunitySearchFields extends RecordSearchFields {

    /** Members that no search can compare. */
    private static final Set<String> NOT_SEARCHABLE = Set.of("geoLocation", "jurisdiction", "phaseInstances", "custom", "imageUrl",
            "streetViewUrl");

    private static final String WORKFLOW = "exists (select 1 from Workflow w where w.id = r.run.workflowId and {w.name})";
    private static final String CONTACTS = """
            r.id in (select p.id from Opportunity p where {p.primaryContactId}
                     union all select l.opportunityId from OpportunityContact l where {l.contactId})""";

    OpportunitySearchFields(MatchableFields shared, PropertyService properties) {
        super(RecordType.OPPORTUNITY, Stream.of(texts(), numbers(), links()).flatMap(List::stream).toList(), NOT_SEARCHABLE, shared,
                properties);
    }

    private static List<SearchField> texts() {
        return List.of(
                SearchField.list("trades", "r.deal.trades"),
                SearchField.oneOf("status", OpportunityStatus.class, "r.deal.status"),
                SearchField.where("workflowName", FieldType.TEXT, WORKFLOW),
                SearchField.of("lastActivity", FieldType.TIME, "r.lastActivity"));
    }

    private static List<SearchField> numbers() {
        return List.of(
                SearchField.of("number", FieldType.INTEGER, "r.number"),
                SearchField.where("value", FieldType.NUMBER, SearchField.searched(RecordType.OPPORTUNITY, "value")),
                SearchField.of("size", FieldType.NUMBER, "r.deal.size"),
                SearchField.of("confidence", FieldType.NUMBER, "r.deal.confidence"));
    }

    private static List<SearchField> links() {
        SearchField account = SearchField.id("accountId", "an account", "r.deal.accountId");
        SearchField owner = SearchField.id("ownerId", "a user", "r.deal.ownerId");
        SearchField salesRep = SearchField.id("salesRepId", "a user", "r.deal.salesRepId");
        SearchField projectManager = SearchField.id("projectManagerId", "a user", "r.deal.projectManagerId");
        SearchField updatedBy = SearchField.id("updatedById", "a user", "r.updatedById");
        SearchField phase = SearchField.id("phaseId", "a phase", "r.run.phaseId");
        return List.of(
                account,
                account.called("clientId"),
                SearchField.id("workflowId", "a workflow", "r.run.workflowId"),
                phase,
                phase.called("phase"),
                owner,
                owner.called("owner"),
                salesRep,
                salesRep.called("salesRep"),
                projectManager,
                projectManager.called("projectManager"),
                updatedBy,
                updatedBy.called("updatedBy"),
                SearchField.id("createdBy", "a user", "r.createdById"),
                SearchField.where("contacts", FieldType.INTEGER, CONTACTS).described("the id of a contact"));
    }
}
