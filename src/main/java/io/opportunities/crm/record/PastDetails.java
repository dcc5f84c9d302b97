package io.opportunities.crm.record;

import io.opportunities.crm.changelog.MemberReader;
import io.opportunities.matching.KeyRules;
import io.opportunities.matching.MatchKeys;

/** Restores the common state of a record from the members of a past version. */
public final class PastDetails {

    private PastDetails() {}

    /** @param present the details of the record now, whose address needs no parsing if it is the same */
    public static CommonState of(MemberReader past, RecordDetails present, KeyRules rules) {
        String line = past.texts("address").stream().findFirst().orElse("");
        StoredAddress place = line.equals(present.place().line()) ? present.place() : StoredAddress.of(rules.address(line));
        return new CommonState(new RecordDetails(past.text("title"), place, past.text("description"), past.text("primaryEmail"),
                past.text("primaryPhone"), ExternalReference.of(past.text("source"), past.text("externalId")), past.flag("isActive", true),
                past.custom()), MatchKeys.NONE, past.ids("contacts"));
    }
}
