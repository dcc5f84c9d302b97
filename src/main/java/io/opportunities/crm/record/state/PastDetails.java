package io.opportunities.crm.record.state;

import io.opportunities.crm.changelog.field.MemberReader;
import io.opportunities.matching.key.KeyRules;
import io.opportunities.matching.key.MatchBy;
import io.opportunities.matching.key.MatchKeys;

/** Restores the common state of a record from the members of a past version. */
public final class PastDetails {

    private PastDetails() {}

    /** Returns the state of a present record with the members of an earlier version, and the match keys of those. */
    public static CommonState restored(MemberReader past, CommonState present, KeyRules rules) {
        CommonState restored = of(past, present.details(), rules);
        RecordDetails after = restored.details();
        MatchKeys keys = present.matchKeys().changed(present.details()::matched, after::matched, keys(past, rules))
                .with(MatchBy.EXTERNAL_ID, after.externalKey());
        return new CommonState(after, keys, restored.contacts());
    }

    /** Returns the match keys of members. */
    public static MatchKeys keys(MemberReader members, KeyRules rules) {
        String title = members.text("title");
        String email = members.text("primaryEmail");
        String phone = members.text("primaryPhone");
        return MatchKeys.NONE.with(MatchBy.TITLE, title == null ? null : MatchKeys.titleKey(title))
                .with(MatchBy.PRIMARY_EMAIL, email == null ? null : rules.email(email))
                .with(MatchBy.PRIMARY_PHONE, phone == null ? null : rules.phone(phone))
                .with(MatchBy.ADDRESS,
                        members.texts("address").stream().findFirst().flatMap(line -> rules.address(line).matchKey()).orElse(null))
                .with(MatchBy.EXTERNAL_ID,
                        ExternalReference.keyOf(ExternalReference.of(members.text("source"), members.text("externalId"))));
    }

    /** @param present the details of the record now, whose address needs no parsing if it is the same */
    public static CommonState of(MemberReader past, RecordDetails present, KeyRules rules) {
        String line = past.texts("address").stream().findFirst().orElse("");
        StoredAddress place = line.equals(present.place().line()) ? present.place() : StoredAddress.of(rules.address(line));
        return new CommonState(new RecordDetails(past.text("title"), place, past.text("description"), past.text("primaryEmail"),
                past.text("primaryPhone"), ExternalReference.of(past.text("source"), past.text("externalId")), past.flag("isActive", true),
                past.custom()), MatchKeys.NONE, past.ids("contacts"));
    }
}
