package io.opportunities.crm.record.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.matching.MatchFoundStrategy;
import io.opportunities.web.json.PatchField;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RecordMergeTests extends MergedRecord {

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

    private static RecordDraft titled(PatchField<String> title) {
        return new RecordDraft(title, EMPTY.address(), EMPTY.description(), EMPTY.email(), EMPTY.phone(), EMPTY.contactName(),
                EMPTY.external(), EMPTY.active(), EMPTY.contacts(),
                EMPTY.custom());
    }

    private static RecordDraft addressed(String line) {
        return new RecordDraft(EMPTY.title(), PatchField.given(ADDRESSES.parse(line)), EMPTY.description(), EMPTY.email(), EMPTY.phone(),
                EMPTY.contactName(), EMPTY.external(), EMPTY.active(), EMPTY.contacts(), EMPTY.custom());
    }
}
