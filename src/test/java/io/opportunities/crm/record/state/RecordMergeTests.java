package io.opportunities.crm.record.state;

import static io.opportunities.support.Keys.RULES;
import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.address.AddressParser;
import io.opportunities.crm.contact.match.ContactMatch;
import io.opportunities.crm.contact.point.ContactPoint;
import io.opportunities.crm.contact.point.ContactPoints;
import io.opportunities.crm.property.value.CustomValues;
import io.opportunities.matching.MatchFoundStrategy;
import io.opportunities.matching.key.MatchKeys;
import io.opportunities.web.json.PatchField;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RecordMergeTests {

    private static final AddressParser ADDRESSES = new AddressParser();
    private static final RecordDraft EMPTY = new RecordDraft(PatchField.absent(), PatchField.absent(), PatchField.absent(),
            PatchField.absent(), PatchField.absent(), PatchField.absent(), ExternalReference.Draft.NONE, PatchField.absent(),
            PatchField.absent(), PatchField.absent());

    private final List<ContactPoints> lookedUp = new ArrayList<>();

    @ParameterizedTest
    @EnumSource(MatchFoundStrategy.class)
    void anEmptyRequestLeavesTheStateAsItIs(MatchFoundStrategy strategy) {
        CommonState before = record();

        assertThat(onto(before, EMPTY, Map.of(), strategy)).isEqualTo(before);
        assertThat(lookedUp).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"SKIP, Roof", "REPLACE, Gutter", "ENRICH, Roof"})
    void aTitleIsReplacedByOneStrategyAlone(MatchFoundStrategy strategy, String title) {
        assertThat(onto(record(), titled(PatchField.given("Gutter")), Map.of(), strategy).details().title()).isEqualTo(title);
    }

    @Test
    void aReplacedTitleTakesItsKeyWithIt() {
        CommonState after = onto(record(), titled(PatchField.given("  Gutter ")), Map.of(), MatchFoundStrategy.REPLACE);

        assertThat(after.matchKeys().titleKey()).isEqualTo("gutter");
        assertThat(after.matchKeys().addressKey()).isEqualTo(record().matchKeys().addressKey());
    }

    @Test
    void aClearedTitleHasNoKey() {
        CommonState after = onto(record(), titled(PatchField.cleared()), Map.of(), MatchFoundStrategy.REPLACE);

        assertThat(after.details().title()).isNull();
        assertThat(after.matchKeys().titleKey()).isNull();
    }

    @Test
    void enrichFillsAnEmptyMemberWithItsKey() {
        CommonState untitled = onto(record(), titled(PatchField.cleared()), Map.of(), MatchFoundStrategy.REPLACE);

        CommonState after = onto(untitled, titled(PatchField.given("Gutter")), Map.of(), MatchFoundStrategy.ENRICH);

        assertThat(after.details().title()).isEqualTo("Gutter");
        assertThat(after.matchKeys().titleKey()).isEqualTo("gutter");
    }

    @ParameterizedTest
    @CsvSource({"SKIP, false", "REPLACE, true", "ENRICH, false"})
    void anAddressIsReplacedWithAllItsParts(MatchFoundStrategy strategy, boolean replaced) {
        CommonState after = onto(record(), addressed("4 Elm Ave, Franklin, TN 37064"), Map.of(), strategy);

        assertThat(after.details().place().city()).isEqualTo(replaced ? "Franklin" : "Nashville");
        assertThat(after.details().place().zipcode()).isEqualTo(replaced ? "37064" : "37206");
    }

    @Test
    void theSameAddressLineKeepsTheStoredParts() {
        CommonState before = record();
        StoredAddress present = new StoredAddress(before.details().place().line(), "another reading", null, null, null);
        CommonState read = new CommonState(new RecordDetails("Roof", present, null, null, null, null, true, Map.of()), before.matchKeys(),
                List.of());

        CommonState after = onto(read, addressed(present.line()), Map.of(), MatchFoundStrategy.REPLACE);

        assertThat(after).isEqualTo(read);
    }

    @Test
    void anInactiveRecordStaysSoUnlessItIsRestored() {
        CommonState archived = record().archived();

        assertThat(onto(archived, titled(PatchField.given("Gutter")), Map.of(), MatchFoundStrategy.REPLACE).details().active()).isFalse();
        assertThat(onto(archived, active(PatchField.given(true)), Map.of(), MatchFoundStrategy.REPLACE).details().active()).isTrue();
    }

    @Test
    void aClearedStateOfActivityIsActive() {
        assertThat(onto(record().archived(), active(PatchField.cleared()), Map.of(), MatchFoundStrategy.REPLACE).details().active())
                .isTrue();
    }

    @Test
    void customValuesChangeByKey() {
        Map<String, @Nullable Object> values = new HashMap<>(Map.of("pitch", new BigDecimal("4.50"), "color", "Red"));
        values.put("floors", null);
        CommonState before = onto(record(), EMPTY, Map.of("floors", 2, "color", "Blue", "deck", "Wood"), MatchFoundStrategy.REPLACE);

        CommonState after = onto(before, EMPTY, values, MatchFoundStrategy.REPLACE);

        assertThat(after.details().custom()).isEqualTo(Map.of("pitch", new BigDecimal("4.5"), "color", "Red", "deck", "Wood"));
    }

    @Test
    void aNewEmailLooksForItsContact() {
        CommonState after = onto(record(), emailed("dana@example.com"), Map.of(), MatchFoundStrategy.REPLACE);

        assertThat(lookedUp).containsExactly(new ContactPoints(ContactPoint.email("dana@example.com", RULES), null));
        assertThat(after.contacts()).containsExactly(7L, 1L, 2L);
        assertThat(after.matchKeys().emailKey()).isEqualTo("dana@example.com");
    }

    @Test
    void aFoundContactOfTheRecordMovesToTheFront() {
        CommonState before = record().withContacts(List.of(1L, 7L, 2L));

        assertThat(onto(before, emailed("dana@example.com"), Map.of(), MatchFoundStrategy.REPLACE).contacts()).containsExactly(7L, 1L, 2L);
    }

    @Test
    void theSameEmailLooksForNoContact() {
        CommonState before = onto(record(), emailed("dana@example.com"), Map.of(), MatchFoundStrategy.REPLACE);
        lookedUp.clear();

        assertThat(onto(before, emailed("dana@example.com"), Map.of(), MatchFoundStrategy.REPLACE)).isEqualTo(before);
        assertThat(lookedUp).isEmpty();
    }

    @Test
    void anEmailThatEnrichDoesNotTakeLooksForNoContact() {
        CommonState before = onto(record(), emailed("dana@example.com"), Map.of(), MatchFoundStrategy.REPLACE);
        lookedUp.clear();

        onto(before, emailed("lee@example.com"), Map.of(), MatchFoundStrategy.ENRICH);

        assertThat(lookedUp).isEmpty();
    }

    @Test
    void aContactThatDoesNotExistYetIsNoContactOfThePreview() {
        RecordMerge merge = new RecordMerge(new Request(emailed("dana@example.com")), Map.of(), MatchFoundStrategy.REPLACE);
        CommonState before = record();

        Merged<CommonState> after = merge.onto(before, merge.details(before.details()),
                (record, supplied, ids) -> new ContactMatch(ContactMatch.Outcome.CREATED, null, null));

        assertThat(after.contact().outcome()).isEqualTo(ContactMatch.Outcome.CREATED);
        assertThat(after.state().contacts()).containsExactly(1L, 2L);
    }

    private CommonState record() {
        RecordDraft draft = new RecordDraft(PatchField.given("Roof"),
                PatchField.given(ADDRESSES.parse("1411 Holly St, Nashville, TN 37206")), PatchField.absent(), PatchField.absent(),
                PatchField.absent(), PatchField.absent(), ExternalReference.Draft.NONE, PatchField.absent(),
                PatchField.given(List.of(1L, 2L)),
                PatchField.absent());
        RecordMerge merge = new RecordMerge(new Request(draft), Map.of(), MatchFoundStrategy.REPLACE);
        return merge.onto(CommonState.NEW, merge.details(CommonState.NEW.details()), this::find).state();
    }

    private CommonState onto(CommonState before, RecordDraft draft, Map<String, @Nullable Object> custom, MatchFoundStrategy strategy) {
        RecordMerge merge = new RecordMerge(new Request(draft), custom, strategy);
        return merge.onto(before, merge.details(before.details()), this::find).state();
    }

    private ContactMatch find(ContactPoints record, ContactPoints supplied, List<Long> ids) {
        lookedUp.add(supplied);
        return new ContactMatch(ContactMatch.Outcome.MATCHED, 7L, null);
    }

    private record Request(RecordDraft common) implements ValidatedRecord {

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

    private static RecordDraft titled(PatchField<String> title) {
        return new RecordDraft(title, EMPTY.address(), EMPTY.description(), EMPTY.email(), EMPTY.phone(), EMPTY.contactName(),
                EMPTY.external(), EMPTY.active(), EMPTY.contacts(),
                EMPTY.custom());
    }

    private static RecordDraft addressed(String line) {
        return new RecordDraft(EMPTY.title(), PatchField.given(ADDRESSES.parse(line)), EMPTY.description(), EMPTY.email(), EMPTY.phone(),
                EMPTY.contactName(), EMPTY.external(), EMPTY.active(), EMPTY.contacts(), EMPTY.custom());
    }

    private static RecordDraft emailed(String email) {
        return new RecordDraft(EMPTY.title(), EMPTY.address(), EMPTY.description(), PatchField.given(ContactPoint.email(email, RULES)),
                EMPTY.phone(), EMPTY.contactName(), EMPTY.external(), EMPTY.active(), EMPTY.contacts(), EMPTY.custom());
    }

    private static RecordDraft active(PatchField<Boolean> active) {
        return new RecordDraft(EMPTY.title(), EMPTY.address(), EMPTY.description(), EMPTY.email(), EMPTY.phone(), EMPTY.contactName(),
                EMPTY.external(), active,
                EMPTY.contacts(), EMPTY.custom());
    }
}
