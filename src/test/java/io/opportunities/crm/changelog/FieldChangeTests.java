package io.opportunities.crm.changelog;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.crm.changelog.field.FieldChange;
import io.opportunities.crm.changelog.field.FieldValues;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldChangeTests {

    @Test
    void equalMembersAreNoChange() {
        Map<String, Object> members = Map.of("title", "Roof", "trades", List.of("A"));

        assertThat(FieldChange.between(members, new LinkedHashMap<>(members))).isEmpty();
    }

    @Test
    void aChangeHasTheValuesBeforeAndAfter() {
        assertThat(FieldChange.between(Map.of("title", "Roof"), Map.of("title", "Roofs")))
                .containsExactly(new FieldChange("title", "Roof", "Roofs"));
    }

    @Test
    void aFilledMemberWasNullBefore() {
        assertThat(FieldChange.between(Map.of(), Map.of("title", "Roof"))).containsExactly(new FieldChange("title", null, "Roof"));
    }

    @Test
    void aClearedMemberIsNullAfter() {
        assertThat(FieldChange.between(Map.of("title", "Roof"), Map.of())).containsExactly(new FieldChange("title", "Roof", null));
    }

    @Test
    void anotherOrderOfAListIsAChange() {
        assertThat(FieldChange.between(Map.of("trades", List.of("A", "B")), Map.of("trades", List.of("B", "A")))).hasSize(1);
    }

    @Test
    void changesComeInTheOrderOfTheMembersAndThenTheClearedOnes() {
        Map<String, Object> after = new FieldValues().put("title", "b").put("address", "c").all();
        Map<String, Object> before = new FieldValues().put("size", 5).put("address", "d").all();

        assertThat(FieldChange.between(before, after)).extracting(FieldChange::field).containsExactly("title", "address", "size");
    }

    @Test
    void emptyMembersAreLeftOut() {
        assertThat(new FieldValues().put("title", null).put("trades", List.of()).put("isActive", false).put("size", 0).all())
                .containsOnlyKeys("isActive", "size");
    }

    @Test
    void customValuesAreMembersOfTheirOwn() {
        assertThat(new FieldValues().putEach("custom.", Map.of("roof", "Flat")).all()).isEqualTo(Map.of("custom.roof", "Flat"));
    }

    @ParameterizedTest
    @CsvSource({"true, true, UPDATED", "false, false, UPDATED", "true, false, ARCHIVED", "false, true, RESTORED"})
    void aChangeOfTheFlagArchivesOrRestores(boolean before, boolean after, Action action) {
        assertThat(Action.of(before, after)).isEqualTo(action);
    }
}
