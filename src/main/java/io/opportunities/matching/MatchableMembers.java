package io.opportunities.matching;

import io.opportunities.address.AddressParser;
import io.opportunities.common.EmailAddress;
import io.opportunities.common.PhoneNumbers;
import io.opportunities.common.Text;
import io.opportunities.listing.Member;
import io.opportunities.listing.ValueType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** By what records of every kind that can be matched can be searched; what they are matched by equals in any spelling. */
@Component
public final class MatchableMembers {

    private final List<Member> shared;

    MatchableMembers(PhoneNumbers phoneNumbers, AddressParser addresses) {
        Member title = Member.keyed("title", "r.details.title", "r.matchKeys.titleKey", "a title",
                text -> key(MatchKeys.of(text, null, null, null).titleKey()));
        this.shared = List.of(
                Member.of("id", ValueType.INTEGER, "r.id"),
                title,
                title.called("name"),
                Member.of("description", ValueType.TEXT, "r.details.description"),
                Member.keyed("address", "r.details.address", "r.matchKeys.addressKey", "an address",
                        line -> key(MatchKeys.of(null, null, null, addresses.parse(Text.trim(line)).canonical()).addressKey())),
                Member.of("street", ValueType.TEXT, "r.details.street"),
                Member.of("city", ValueType.TEXT, "r.details.city"),
                Member.of("state", ValueType.TEXT, "r.details.state"),
                Member.of("zipcode", ValueType.TEXT, "r.details.zipcode"),
                Member.keyed("primaryEmail", "r.details.primaryEmail", "r.matchKeys.emailKey", "an e-mail address",
                        email -> key(EmailAddress.key(Text.trim(email)))),
                Member.keyed("primaryPhone", "r.details.primaryPhone", "r.matchKeys.phoneKey", "a phone number with at least three digits",
                        phone -> key(phoneNumbers.key(phone))),
                Member.of("isActive", ValueType.FLAG, "r.details.active"),
                Member.id("createdById", "a user", "r.createdById"),
                Member.of("createdAt", ValueType.TIME, "r.createdAt"),
                Member.of("updatedAt", ValueType.TIME, "r.updatedAt"));
    }

    /** By name: these, and those that only one kind has. */
    public Map<String, Member> with(List<Member> own) {
        Map<String, Member> all = new LinkedHashMap<>();
        shared.forEach(member -> all.put(member.name(), member));
        own.forEach(member -> all.put(member.name(), member));
        return all;
    }

    private static Optional<String> key(@Nullable String key) {
        return Optional.ofNullable(key);
    }
}
