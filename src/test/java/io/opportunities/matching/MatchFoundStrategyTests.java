package io.opportunities.matching;

import static io.opportunities.matching.MatchFoundStrategy.ENRICH;
import static io.opportunities.matching.MatchFoundStrategy.REPLACE;
import static io.opportunities.matching.MatchFoundStrategy.SKIP;
import static io.opportunities.web.json.PatchField.absent;
import static io.opportunities.web.json.PatchField.cleared;
import static io.opportunities.web.json.PatchField.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.web.json.PatchField;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class MatchFoundStrategyTests {

    static final List<PatchField<String>> EVERY_FIELD = List.of(absent(), cleared(), given("b"), given(""));

    static final List<Object> VALUES_THAT_LOOK_EMPTY = List.of(false, 0, "0", List.of(""), Map.of());

    private static final Map<String, Object> CURRENT = Map.of("roof", "Flat", "floors", 2);

    @ParameterizedTest
    @FieldSource("EVERY_FIELD")
    void skipLeavesTheRecordUnchanged(PatchField<String> offered) {
        assertThat(SKIP.merge("a", offered)).isEqualTo("a");
    }

    @Test
    void skipFillsNoEmptyMember() {
        assertThat(SKIP.merge(null, given("b"))).isNull();
    }

    @Test
    void replaceOverwritesAValue() {
        assertThat(REPLACE.merge("a", given("b"))).isEqualTo("b");
    }

    @Test
    void replaceClearsAMemberThatIsNull() {
        assertThat(REPLACE.merge("a", cleared())).isNull();
    }

    @Test
    void replaceKeepsAMemberThatIsAbsent() {
        assertThat(REPLACE.merge("a", absent())).isEqualTo("a");
    }

    @Test
    void replaceOverwritesAListAsAWhole() {
        assertThat(REPLACE.merge(List.of("Roof", "Siding"), given(List.of("HVAC")))).containsExactly("HVAC");
    }

    @ParameterizedTest
    @FieldSource("EVERY_FIELD")
    void enrichKeepsAValue(PatchField<String> offered) {
        assertThat(ENRICH.merge("a", offered)).isEqualTo("a");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "\t\r\n", "\u3000"})
    void enrichFillsAnEmptyText(@Nullable String current) {
        assertThat(ENRICH.merge(current, given("b"))).isEqualTo("b");
    }

    @Test
    void enrichFillsAnEmptyList() {
        assertThat(ENRICH.merge(List.of(), given(List.of("Roof")))).containsExactly("Roof");
    }

    @Test
    void enrichAddsNothingToAListWithItems() {
        assertThat(ENRICH.merge(List.of("Roof"), given(List.of("Roof", "Siding")))).containsExactly("Roof");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " "})
    void enrichChangesNoEmptyMemberToAnotherEmptyOne(@Nullable String current) {
        assertThat(ENRICH.merge(current, cleared())).isEqualTo(current);
        assertThat(ENRICH.merge(current, absent())).isEqualTo(current);
    }

    @ParameterizedTest
    @FieldSource("VALUES_THAT_LOOK_EMPTY")
    void falseAndZeroAreValues(Object value) {
        assertThat(MatchFoundStrategy.isEmpty(value)).isFalse();
    }

    @Test
    void skipTakesNoCustomValue() {
        assertThat(SKIP.mergeEach(CURRENT, values("roof", "Steep", "solar", true))).isEqualTo(CURRENT);
    }

    @Test
    void replaceOverwritesCustomValuesByKey() {
        assertThat(REPLACE.mergeEach(CURRENT, values("roof", "Steep", "solar", true)))
                .isEqualTo(Map.of("roof", "Steep", "floors", 2, "solar", true));
    }

    @Test
    void replaceRemovesACustomValueThatIsNull() {
        assertThat(REPLACE.mergeEach(CURRENT, values("roof", null, "solar", null))).isEqualTo(Map.of("floors", 2));
    }

    @Test
    void enrichAddsMissingCustomValuesOnly() {
        assertThat(ENRICH.mergeEach(CURRENT, values("roof", "Steep", "solar", true)))
                .isEqualTo(Map.of("roof", "Flat", "floors", 2, "solar", true));
    }

    @Test
    void enrichRemovesNoCustomValue() {
        assertThat(ENRICH.mergeEach(CURRENT, values("roof", null, "solar", null))).isEqualTo(CURRENT);
    }

    @ParameterizedTest
    @EnumSource
    void nothingOfferedIsNothingChanged(MatchFoundStrategy strategy) {
        assertThat(strategy.mergeEach(CURRENT, Map.of())).isEqualTo(CURRENT);
    }

    @Test
    void theCurrentValuesStayAsTheyWere() {
        Map<String, Object> current = new HashMap<>(CURRENT);

        REPLACE.mergeEach(current, values("roof", null, "solar", true));

        assertThat(current).isEqualTo(CURRENT);
    }

    @Test
    void replaceByNullStartsWithoutCustomValues() {
        assertThat(REPLACE.startOf(CURRENT, cleared())).isEmpty();
    }

    @Test
    void replaceByValuesStartsWithTheCurrentOnes() {
        assertThat(REPLACE.startOf(CURRENT, given(Map.of()))).isEqualTo(CURRENT);
        assertThat(REPLACE.startOf(CURRENT, absent())).isEqualTo(CURRENT);
    }

    @ParameterizedTest
    @EnumSource(names = "REPLACE", mode = EnumSource.Mode.EXCLUDE)
    void theOtherStrategiesClearNoCustomValues(MatchFoundStrategy strategy) {
        assertThat(strategy.startOf(CURRENT, cleared())).isEqualTo(CURRENT);
    }

    @ParameterizedTest
    @CsvSource({"SKIP, skip, skipped", "REPLACE, replace, replaced", "ENRICH, enrich, enriched"})
    void theNamesOnTheWireAreThoseOfTheContract(MatchFoundStrategy strategy, String wireName, String outcome) {
        assertThat(strategy.wireName()).isEqualTo(wireName);
        assertThat(strategy.outcome()).isEqualTo(outcome);
    }

    private static Map<String, @Nullable Object> values(@Nullable Object... keysAndValues) {
        Map<String, @Nullable Object> values = new HashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.put(String.valueOf(keysAndValues[i]), keysAndValues[i + 1]);
        }
        return values;
    }
}
