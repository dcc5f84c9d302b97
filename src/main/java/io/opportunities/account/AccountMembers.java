package io.opportunities.account;

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
import org.springframework.stereotype.Component;

/** By what accounts can be searched: their own members, and the company's properties. */
@Component
final class AccountMembers {

    private static final String CONTACTS = "r.id in (select l.accountId from AccountContact l where {l.contactId})";

    private final Map<String, Member> own;
    private final PropertyService properties;

    AccountMembers(MatchableMembers shared, PropertyService properties) {
        this.properties = properties;
        this.own = shared.with("account", List.of(
                Member.keyed("accountType", "{cast(r.details.accountType as String)}", "r.details.accountType",
                        "one of " + List.of(AccountType.values()), AccountMembers::type),
                Member.where("contacts", ValueType.INTEGER, CONTACTS)));
    }

    /** By name; a property that is called like a member of every record is hidden by that. */
    Map<String, Member> all() {
        Map<String, Member> all = new LinkedHashMap<>(properties.members(RecordType.ACCOUNT));
        all.putAll(own);
        return all;
    }

    private static Optional<AccountType> type(String text) {
        return Arrays.stream(AccountType.values()).filter(type -> type.name().equalsIgnoreCase(Text.trim(text))).findFirst();
    }
}
