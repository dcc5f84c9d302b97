package io.opportunities.crm.record.state;

import io.opportunities.address.AddressParser;
import io.opportunities.crm.contact.match.ContactMatch;
import io.opportunities.crm.contact.point.ContactPoints;
import io.opportunities.crm.property.value.CustomValues;
import io.opportunities.matching.MatchFoundStrategy;
import io.opportunities.matching.key.MatchKeys;
import io.opportunities.web.json.PatchField;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A record, and a request that is merged into it. */
abstract class MergedRecord {

    static final AddressParser ADDRESSES = new AddressParser();
    static final RecordDraft EMPTY = new RecordDraft(PatchField.absent(), PatchField.absent(), PatchField.absent(),
            PatchField.absent(), PatchField.absent(), PatchField.absent(), ExternalReference.Draft.NONE, PatchField.absent(),
            PatchField.absent(), PatchField.absent());

    final List<ContactPoints> lookedUp = new ArrayList<>();

    CommonState record() {
        RecordDraft draft = new RecordDraft(PatchField.given("Roof"),
                PatchField.given(ADDRESSES.parse("1411 Holly St, Nashville, TN 37206")), PatchField.absent(), PatchField.absent(),
                PatchField.absent(), PatchField.absent(), ExternalReference.Draft.NONE, PatchField.absent(),
                PatchField.given(List.of(1L, 2L)),
                PatchField.absent());
        RecordMerge merge = new RecordMerge(new Request(draft), Map.of(), MatchFoundStrategy.REPLACE);
        return merge.onto(CommonState.NEW, merge.details(CommonState.NEW.details()), this::find).state();
    }

    CommonState onto(CommonState before, RecordDraft draft, Map<String, @Nullable Object> custom, MatchFoundStrategy strategy) {
        RecordMerge merge = new RecordMerge(new Request(draft), custom, strategy);
        return merge.onto(before, merge.details(before.details()), this::find).state();
    }

    ContactMatch find(ContactPoints record, ContactPoints supplied, List<Long> ids) {
        lookedUp.add(supplied);
        return new ContactMatch(ContactMatch.Outcome.MATCHED, 7L, null);
    }

    record Request(RecordDraft common) implements ValidatedRecord {

        @Override
        public CustomValues custom() {
            return CustomValues.NONE;
        }

        @Override
        public MatchKeys matchKeys() {
            return common.matchKeys();
        }

        @Override
        public List<Long> contacts() {
            return common.contacts().or(List.of());
        }

        @Override
        public boolean dryRun() {
            return false;
        }
    }

    static RecordDraft active(PatchField<Boolean> active) {
        return new RecordDraft(EMPTY.title(), EMPTY.address(), EMPTY.description(), EMPTY.email(), EMPTY.phone(), EMPTY.contactName(),
                EMPTY.external(), active,
                EMPTY.contacts(), EMPTY.custom());
    }
}
