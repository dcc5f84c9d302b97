package io.opportunities.crm.property.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opportunities.crm.property.value.CustomValues.NewOption;
import io.opportunities.matching.MatchFoundStrategy;
import io.opportunities.web.error.ApiException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CustomValuesTests {

    private static final Map<String, Object> LARGE = Map.of("note", "a".repeat(1024 * 1024));

    @Test
    void aNewRecordHasTheDefaultsThatTheRequestOmits() {
        CustomValues values = new CustomValues(Map.of("roof", "Steep"), List.of(), Map.of("floors", 1));

        assertThat(values.ofNewRecord()).isEqualTo(Map.of("roof", "Steep", "floors", 1));
    }

    @Test
    void aNewRecordHasNoDefaultForANull() {
        CustomValues values = new CustomValues(cleared("roof"), List.of(), Map.of("roof", "Flat"));

        assertThat(values.ofNewRecord()).containsEntry("roof", null);
    }

    @Test
    void aMatchedRecordGetsNoDefaults() {
        CustomValues values = new CustomValues(Map.of("roof", "Steep"), List.of(), Map.of("floors", 1));

        assertThat(values.suppliedTo(MatchFoundStrategy.REPLACE, Map.of("roof", "Flat"))).isEqualTo(Map.of("roof", "Steep"));
    }

    @Test
    void enrichSuppliesOnlyKeysThatAreEmpty() {
        CustomValues values = new CustomValues(Map.of("roof", "Steep", "tags", List.of("New"), "floors", 2), List.of(), Map.of());

        assertThat(values.suppliedTo(MatchFoundStrategy.ENRICH, Map.of("roof", "Flat", "tags", List.of())))
                .isEqualTo(Map.of("tags", List.of("New"), "floors", 2));
    }

    @Test
    void anOptionHasTheLabelOfTheRequestThatAddedItFirst() {
        CustomValues values = new CustomValues(Map.of(), List.of(new NewOption("roof", 1, "domed", "domed")), Map.of());

        assertThat(values.relabelled(Map.of("roof", "domed", "note", "domed"), Map.of(new OptionKey(1, "domed"), "Domed")))
                .isEqualTo(Map.of("roof", "Domed", "note", "domed"));
    }

    @Test
    void anOptionInAListIsRelabelledOnce() {
        CustomValues values = new CustomValues(Map.of(), List.of(new NewOption("tags", 1, "domed", "domed")), Map.of());

        assertThat(values.relabelled(Map.of("tags", List.of("Flat", "domed", "Domed")), Map.of(new OptionKey(1, "domed"), "Domed")))
                .isEqualTo(Map.of("tags", List.of("Flat", "Domed")));
    }

    @Test
    void anOptionWithoutAnotherLabelStaysAsItWasSent() {
        CustomValues values = new CustomValues(Map.of(), List.of(new NewOption("roof", 1, "domed", "domed")), Map.of());

        assertThat(values.relabelled(Map.of("roof", "domed"), Map.of())).isEqualTo(Map.of("roof", "domed"));
    }

    @ParameterizedTest
    @CsvSource({"1600.0000, 1600", "1.6E+3, 1600", "0.0, 0", "-0.50, -0.5", "1E-7, 0.0000001", "0E+10, 0"})
    void aNumberIsPlain(BigDecimal number, String plain) {
        assertThat(CustomValuesNormaliser.plain(number)).isNotNull().extracting(BigDecimal::toPlainString).isEqualTo(plain);
        assertThat(CustomValuesNormaliser.plain(number)).isEqualTo(new BigDecimal(plain));
    }

    @Test
    void noNumberStaysNone() {
        assertThat(CustomValuesNormaliser.plain(null)).isNull();
    }

    @Test
    void equalNumbersOfAnyTypeAreEqualValues() {
        assertThat(CustomValuesNormaliser.normalised(Map.of("a", 5, "b", List.of(5.0, new BigDecimal("5.00"), 5L))))
                .isEqualTo(Map.of("a", new BigDecimal(5), "b", List.of(new BigDecimal(5), new BigDecimal(5), new BigDecimal(5))));
    }

    @Test
    void valuesAreInTheOrderOfTheirNames() {
        assertThat(CustomValuesNormaliser.normalised(Map.of("c", 1, "a", 2, "b", 3)).keySet()).containsExactly("a", "b", "c");
        assertThat(CustomValuesNormaliser.only(Set.of("c", "a"), Map.of("c", 1, "a", 2, "b", 3)).keySet()).containsExactly("a", "c");
    }

    @Test
    void valuesOfRemovedPropertiesAreNotShown() {
        assertThat(CustomValuesNormaliser.only(Set.of("a", "x"), Map.of("a", 1, "b", 2))).isEqualTo(Map.of("a", 1));
    }

    @Test
    void aRecordTakesAtMostAMegabyteOfValues() {
        assertThatThrownBy(() -> CustomValuesNormaliser.checkSize(Map.of(), LARGE)).isInstanceOf(ApiException.class)
                .hasMessageContaining("custom must take at most 1048576 bytes");
        assertThatCode(() -> CustomValuesNormaliser.checkSize(Map.of(), Map.of("note", "a".repeat(1_000_000)))).doesNotThrowAnyException();
    }

    @Test
    void aRecordThatIsTooLargeMayBecomeSmaller() {
        Map<String, Object> before = Map.of("note", "a".repeat(2 * 1024 * 1024));

        assertThatCode(() -> CustomValuesNormaliser.checkSize(before, LARGE)).doesNotThrowAnyException();
    }

    private static Map<String, @Nullable Object> cleared(String key) {
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put(key, null);
        return values;
    }
}
