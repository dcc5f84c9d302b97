package io.opportunities.matching.key;

import io.opportunities.common.contact.EmailAddress;
import io.opportunities.common.contact.PhoneNumbers;
import io.opportunities.common.Text;
import io.opportunities.search.FieldType;
import io.opportunities.search.RecordType;
import io.opportunities.search.SearchField;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The search fields that all matchable kinds share. Matched values compare equal in any spelling. */
@Component
public final class MatchableFields {

    private final KeyRules rules;

    MatchableFields(KeyRules rules) {
        this.rules = rules;
    }

    /** Returns the search fields by name: the shared ones, and those of one type. */
    public Map<String, SearchField> with(RecordType recordType, List<SearchField> own) {
        Map<String, SearchField> all = new LinkedHashMap<>();
        Stream.of(keyed(recordType), plain(recordType), own).flatMap(List::stream).forEach(member -> all.put(member.name(), member));
        return all;
    }

    private List<SearchField> keyed(RecordType recordType) {
        SearchField title = SearchField.keyed("title", SearchField.searched(recordType, "title"), "r.matchKeys.titleKey", "a title",
                text -> key(MatchKeys.fitOrNull(MatchKeys.titleKey(text))));
        return List.of(
                title,
                title.called("name"),
                SearchField.keyed("address", SearchField.searched(recordType, "address"), "r.matchKeys.addressKey", "an address",
                        line -> key(MatchKeys.fitOrNull(rules.address(Text.trim(line)).canonical()))),
                SearchField.keyed("primaryEmail", SearchField.searched(recordType, "primaryEmail"), "r.matchKeys.emailKey",
                        "an e-mail address",
                        email -> key(EmailAddress.key(EmailAddress.withoutName(Text.trim(email))))),
                SearchField.phone("primaryPhone", recordType,
                        phone -> PhoneNumbers.isPhone(phone) ? Optional.of(phoneKey(phone)) : Optional.empty()));
    }

    /** Returns the key of a phone number. No record has the one of a placeholder. */
    private String phoneKey(String phone) {
        String key = rules.phone(phone);
        return key == null ? PhoneNumbers.digits(phone) : key;
    }

    private static List<SearchField> plain(RecordType recordType) {
        return List.of(
                SearchField.of("id", FieldType.INTEGER, "r.id"),
                SearchField.of("description", FieldType.TEXT, "r.details.description"),
                // not the source: companies have properties of this name
                SearchField.of("externalId", FieldType.TEXT, "r.details.external.externalId"),
                SearchField.of("street", FieldType.TEXT, "r.details.place.street"),
                SearchField.where("city", FieldType.TEXT, SearchField.searched(recordType, "city")),
                SearchField.where("state", FieldType.TEXT, SearchField.searched(recordType, "state")),
                SearchField.where("zipcode", FieldType.TEXT, SearchField.searched(recordType, "zipcode")),
                SearchField.of("isActive", FieldType.FLAG, "r.details.active"),
                SearchField.id("createdById", "a user", "r.createdById"),
                SearchField.of("createdAt", FieldType.TIME, "r.createdAt"),
                SearchField.of("updatedAt", FieldType.TIME, "r.updatedAt"));
    }

    private static Optional<String> key(@Nullable String key) {
        return Optional.ofNullable(key);
    }
}
