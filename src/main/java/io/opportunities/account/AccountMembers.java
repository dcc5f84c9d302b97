package io.opportunities.account;

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
import org.springframework.stereotype.Component;

/** By what accounts can be searched: their own members, and the company's properties. */
@Component
final class AccountMembers implements MemberNames {

    /** What every account has, and nothing can be compared with. */
    static final Set<String> SHOWN_ONLY = Set.of("custom");

    private static final String CONTACTS = "r.id in (select l.accountId from AccountContact l where {l.contactId})";

    private final Map<String, Member> own;
    private final PropertyService properties;

    AccountMembers(MatchableMembers shared, PropertyService properties) {
        this.properties = properties;
        this.own = shared.with("account", List.of(
                Member.oneOf("accountType", AccountType.class, "r.details.accountType"),
                Member.where("contacts", ValueType.INTEGER, CONTACTS).described("the id of a contact")));
    }

    /** By name; a property that is called like a member of every record is hidden by that. */
    Map<String, Member> all() {
        Map<String, Member> all = new LinkedHashMap<>(properties.members(RecordType.ACCOUNT));
        all.putAll(own);
        return all;
    }

    @Override
    public RecordType recordType() {
        return RecordType.ACCOUNT;
    }

    @Override
    public boolean has(String name) {
        return own.containsKey(name) || SHOWN_ONLY.contains(name);
    }
}
