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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** By what records of every kind that can be matched can be searched; what they are matched by equals in any spelling. */
@Component
public final class MatchableMembers {

    private final PhoneNumbers phoneNumbers;
    private final AddressParser addresses;

    MatchableMembers(PhoneNumbers phoneNumbers, AddressParser addresses) {
        this.phoneNumbers = phoneNumbers;
        this.addresses = addresses;
    }

    /**
     * By name: these, and those that only one kind has.
     *
     * @param recordType as the schema has it: {@code opportunity} or {@code account}
     */
    public Map<String, Member> with(String recordType, List<Member> own) {
        Map<String, Member> all = new LinkedHashMap<>();
        Stream.of(keyed(recordType), plain(recordType), own).flatMap(List::stream).forEach(member -> all.put(member.name(), member));
        return all;
    }

    private List<Member> keyed(String recordType) {
        Member title = Member.keyed("title", Member.searched(recordType, "title"), "r.matchKeys.titleKey", "a title",
                text -> key(MatchKeys.of(text, null, null, null).titleKey()));
        return List.of(
                title,
                title.called("name"),
                Member.keyed("address", Member.searched(recordType, "address"), "r.matchKeys.addressKey", "an address",
                        line -> key(MatchKeys.of(null, null, null, addresses.parse(Text.trim(line)).canonical()).addressKey())),
                Member.keyed("primaryEmail", Member.searched(recordType, "primaryEmail"), "r.matchKeys.emailKey", "an e-mail address",
                        email -> key(EmailAddress.key(Text.trim(email)))),
                Member.keyed("primaryPhone", Member.searched(recordType, "primaryPhone"), "r.matchKeys.phoneKey",
                        "a phone number with at least three digits", phone -> key(phoneNumbers.key(phone))));
    }

    private static List<Member> plain(String recordType) {
        return List.of(
                Member.of("id", ValueType.INTEGER, "r.id"),
                Member.of("description", ValueType.TEXT, "r.details.description"),
                Member.of("street", ValueType.TEXT, "r.details.street"),
                Member.where("city", ValueType.TEXT, Member.searched(recordType, "city")),
                Member.where("state", ValueType.TEXT, Member.searched(recordType, "state")),
                Member.where("zipcode", ValueType.TEXT, Member.searched(recordType, "zipcode")),
                Member.of("isActive", ValueType.FLAG, "r.details.active"),
                Member.id("createdById", "a user", "r.createdById"),
                Member.of("createdAt", ValueType.TIME, "r.createdAt"),
                Member.of("updatedAt", ValueType.TIME, "r.updatedAt"));
    }

    private static Optional<String> key(@Nullable String key) {
        return Optional.ofNullable(key);
    }
}
