package io.opportunities.opportunity;

import io.opportunities.address.AddressParser;
import io.opportunities.common.EmailAddress;
import io.opportunities.common.PhoneNumbers;
import io.opportunities.common.Text;
import io.opportunities.listing.Member;
import io.opportunities.listing.ValueType;
import io.opportunities.matching.MatchKeys;
import io.opportunities.property.PropertyService;
import io.opportunities.property.RecordType;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** By what opportunities can be searched: their own members, and the company's properties. */
@Component
final class OpportunityMembers {

    private static final String WORKFLOW = "exists (select 1 from Workflow w where w.id = r.run.workflowId and {w.name})";
    private static final String CONTACTS = """
            r.id in (select p.id from Opportunity p where {p.primaryContactId}
                     union all select l.opportunityId from OpportunityContact l where {l.contactId})""";

    private final Map<String, Member> own = new LinkedHashMap<>();
    private final PropertyService properties;

    OpportunityMembers(PropertyService properties, PhoneNumbers phoneNumbers, AddressParser addresses) {
        this.properties = properties;
        Stream.of(texts(phoneNumbers, addresses), numbers(), links(), times()).flatMap(List::stream)
                .forEach(member -> own.put(member.name(), member));
        alias("name", "title");
        alias("clientId", "accountId");
    }

    /** By name; a property that is called like a member of every record is hidden by that. */
    Map<String, Member> all() {
        Map<String, Member> all = new LinkedHashMap<>(properties.members(RecordType.OPPORTUNITY));
        all.putAll(own);
        return all;
    }

    private void alias(String name, String member) {
        own.put(name, Objects.requireNonNull(own.get(member), member).called(name));
    }

    private static List<Member> texts(PhoneNumbers phoneNumbers, AddressParser addresses) {
        return List.of(
                Member.keyed("title", "r.details.title", "r.matchKeys.titleKey", "a title",
                        title -> key(MatchKeys.of(title, null, null, null).titleKey())),
                Member.of("description", ValueType.TEXT, "r.details.description"),
                Member.keyed("address", "r.details.address", "r.matchKeys.addressKey", "an address",
                        line -> key(MatchKeys.of(null, null, null, addresses.parse(Text.trim(line)).canonical()).addressKey())),
                Member.of("street", ValueType.TEXT, "r.details.street"),
                Member.of("city", ValueType.TEXT, "r.details.city"),
                Member.of("state", ValueType.TEXT, "r.details.state"),
                Member.of("zipcode", ValueType.TEXT, "r.details.zipcode"),
                Member.value("trades", ValueType.INDEXED_TEXT, "opportunity", "$trades"),
                Member.keyed("primaryEmail", "r.details.primaryEmail", "r.matchKeys.emailKey", "an e-mail address",
                        email -> key(EmailAddress.key(Text.trim(email)))),
                Member.keyed("primaryPhone", "r.details.primaryPhone", "r.matchKeys.phoneKey", "a phone number with at least three digits",
                        phone -> key(phoneNumbers.key(phone))),
                Member.keyed("status", "cast(r.details.status as String)", "r.details.status",
                        "one of " + List.of(OpportunityStatus.values()), OpportunityMembers::status),
                Member.where("workflowName", ValueType.TEXT, WORKFLOW),
                Member.of("isActive", ValueType.FLAG, "r.details.active"));
    }

    private static Optional<OpportunityStatus> status(String text) {
        return Arrays.stream(OpportunityStatus.values()).filter(status -> status.name().equalsIgnoreCase(Text.trim(text))).findFirst();
    }

    private static Optional<String> key(@Nullable String key) {
        return Optional.ofNullable(key);
    }

    private static List<Member> numbers() {
        return List.of(
                Member.of("id", ValueType.INTEGER, "r.id"),
                Member.of("number", ValueType.INTEGER, "r.number"),
                Member.of("value", ValueType.NUMBER, "r.details.value"),
                Member.of("size", ValueType.NUMBER, "r.details.size"),
                Member.of("confidence", ValueType.NUMBER, "r.details.confidence"));
    }

    private static List<Member> links() {
        return List.of(
                Member.of("accountId", ValueType.INTEGER, "r.details.accountId"),
                Member.of("workflowId", ValueType.INTEGER, "r.run.workflowId"),
                Member.of("phaseId", ValueType.INTEGER, "r.run.phaseId"),
                Member.of("ownerId", ValueType.INTEGER, "r.details.ownerId"),
                Member.of("salesRepId", ValueType.INTEGER, "r.details.salesRepId"),
                Member.of("projectManagerId", ValueType.INTEGER, "r.details.projectManagerId"),
                Member.of("createdById", ValueType.INTEGER, "r.createdById"),
                Member.of("updatedById", ValueType.INTEGER, "r.updatedById"),
                Member.where("contacts", ValueType.INTEGER, CONTACTS));
    }

    private static List<Member> times() {
        return List.of(
                Member.of("createdAt", ValueType.TIME, "r.createdAt"),
                Member.of("updatedAt", ValueType.TIME, "r.updatedAt"),
                Member.of("lastActivity", ValueType.TIME, "r.lastActivity"));
    }
}
