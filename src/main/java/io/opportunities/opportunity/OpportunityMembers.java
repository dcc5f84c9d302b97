package io.opportunities.opportunity;

import io.opportunities.common.Text;
import io.opportunities.listing.Member;
import io.opportunities.listing.ValueType;
import io.opportunities.matching.MatchableMembers;
import io.opportunities.property.PropertyService;
import io.opportunities.property.RecordType;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** By what opportunities can be searched: their own members, and the company's properties. */
@Component
final class OpportunityMembers {

    private static final String WORKFLOW = "exists (select 1 from Workflow w where w.id = r.run.workflowId and {w.name})";
    private static final String CONTACTS = """
            r.id in (select p.id from Opportunity p where {p.primaryContactId}
                     union all select l.opportunityId from OpportunityContact l where {l.contactId})""";

    private final Map<String, Member> own;
    private final PropertyService properties;

    OpportunityMembers(MatchableMembers shared, PropertyService properties) {
        this.properties = properties;
        this.own = shared.with("opportunity", Stream.of(texts(), numbers(), links()).flatMap(List::stream).toList());
    }

    /** By name; a property that is called like a member of every record is hidden by that. */
    Map<String, Member> all() {
        Map<String, Member> all = new LinkedHashMap<>(properties.members(RecordType.OPPORTUNITY));
        all.putAll(own);
        return all;
    }

    private static List<Member> texts() {
        return List.of(
                Member.value("trades", ValueType.INDEXED_TEXT, "opportunity", "$trades"),
                Member.keyed("status", "{cast(r.details.status as String)}", "r.details.status",
                        "one of " + List.of(OpportunityStatus.values()), OpportunityMembers::status),
                Member.where("workflowName", ValueType.TEXT, WORKFLOW),
                Member.of("lastActivity", ValueType.TIME, "r.lastActivity"));
    }

    private static Optional<OpportunityStatus> status(String text) {
        return Arrays.stream(OpportunityStatus.values()).filter(status -> status.name().equalsIgnoreCase(Text.trim(text))).findFirst();
    }

    private static List<Member> numbers() {
        return List.of(
                Member.of("number", ValueType.INTEGER, "r.number"),
                Member.where("value", ValueType.NUMBER, Member.searched("opportunity", "value")),
                Member.of("size", ValueType.NUMBER, "r.details.size"),
                Member.of("confidence", ValueType.NUMBER, "r.details.confidence"));
    }

    private static List<Member> links() {
        Member account = Member.of("accountId", ValueType.INTEGER, "r.details.accountId");
        Member owner = Member.of("ownerId", ValueType.INTEGER, "r.details.ownerId");
        Member salesRep = Member.of("salesRepId", ValueType.INTEGER, "r.details.salesRepId");
        Member projectManager = Member.of("projectManagerId", ValueType.INTEGER, "r.details.projectManagerId");
        Member updatedBy = Member.of("updatedById", ValueType.INTEGER, "r.updatedById");
        Member phase = Member.of("phaseId", ValueType.INTEGER, "r.run.phaseId");
        return List.of(
                account,
                account.called("clientId"),
                Member.of("workflowId", ValueType.INTEGER, "r.run.workflowId"),
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
                Member.of("createdBy", ValueType.INTEGER, "r.createdById"),
                Member.where("contacts", ValueType.INTEGER, CONTACTS));
    }
}
