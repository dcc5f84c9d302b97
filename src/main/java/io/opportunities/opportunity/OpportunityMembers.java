package io.opportunities.opportunity;

import io.opportunities.listing.Member;
import io.opportunities.listing.ValueType;
import io.opportunities.matching.MatchableMembers;
import io.opportunities.property.MemberNames;
import io.opportunities.property.PropertyService;
import io.opportunities.property.RecordType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** By what opportunities can be searched: their own members, and the company's properties. */
@Component
final class OpportunityMembers implements MemberNames {

    /** What every opportunity has, and nothing can be compared with. */
    static final Set<String> SHOWN_ONLY = Set.of("geoLocation", "jurisdiction", "phaseInstances", "custom", "imageUrl", "streetViewUrl");

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
                Member.oneOf("status", OpportunityStatus.class, "r.details.status"),
                Member.where("workflowName", ValueType.TEXT, WORKFLOW),
                Member.of("lastActivity", ValueType.TIME, "r.lastActivity"));
    }

    @Override
    public RecordType recordType() {
        return RecordType.OPPORTUNITY;
    }

    @Override
    public boolean has(String name) {
        return own.containsKey(name) || SHOWN_ONLY.contains(name);
    }

    private static List<Member> numbers() {
        return List.of(
                Member.of("number", ValueType.INTEGER, "r.number"),
                Member.where("value", ValueType.NUMBER, Member.searched("opportunity", "value")),
                Member.of("size", ValueType.NUMBER, "r.details.size"),
                Member.of("confidence", ValueType.NUMBER, "r.details.confidence"));
    }

    private static List<Member> links() {
        Member account = Member.id("accountId", "an account", "r.details.accountId");
        Member owner = Member.id("ownerId", "a user", "r.details.ownerId");
        Member salesRep = Member.id("salesRepId", "a user", "r.details.salesRepId");
        Member projectManager = Member.id("projectManagerId", "a user", "r.details.projectManagerId");
        Member updatedBy = Member.id("updatedById", "a user", "r.updatedById");
        Member phase = Member.id("phaseId", "a phase", "r.run.phaseId");
        return List.of(
                account,
                account.called("clientId"),
                Member.id("workflowId", "a workflow", "r.run.workflowId"),
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
                Member.id("createdBy", "a user", "r.createdById"),
                Member.where("contacts", ValueType.INTEGER, CONTACTS).described("the id of a contact"));
    }
}
