package io.opportunities.crm.property;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.crm.property.DropdownOptions.Arranged;
import io.opportunities.crm.property.value.PropertyDefinition;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DropdownOptionsTests {

    private final List<PropertyOption> current = new ArrayList<>(
            List.of(new PropertyOption(1, "Low", 1), new PropertyOption(1, "Steep", 2)));

    @Test
    void theSameLabelsInTheSameOrderChangeNothing() {
        assertThat(arrange("Low", "Steep")).isEqualTo(new Arranged(List.of(), List.of(), false));
    }

    @Test
    void aNewLabelIsAddedAtItsPlace() {
        Arranged arranged = arrange("Low", "Flat", "Steep");

        assertThat(arranged.added()).extracting(PropertyOption::label).containsExactly("Flat");
        assertThat(arranged.removed()).isEmpty();
        assertThat(arranged.changed()).isTrue();
    }

    @Test
    void aMissingLabelIsRemoved() {
        Arranged arranged = arrange("Steep");

        assertThat(arranged.removed()).extracting(PropertyOption::label).containsExactly("Low");
        assertThat(arranged.added()).isEmpty();
    }

    @Test
    void anEmptyListRemovesAll() {
        assertThat(arrange().removed()).hasSize(2);
    }

    @Test
    void anotherOrderKeepsTheOptions() {
        Arranged arranged = arrange("Steep", "Low");

        assertThat(arranged.changed()).isTrue();
        assertThat(arranged.added()).isEmpty();
        assertThat(arranged.removed()).isEmpty();
    }

    @Test
    void anotherSpellingIsTheSameOptionWithANewLabel() {
        Arranged arranged = arrange("LOW", "Ｓｔｅｅｐ");

        assertThat(arranged.added()).isEmpty();
        assertThat(current).extracting(PropertyOption::label).containsExactly("LOW", "Ｓｔｅｅｐ");
    }

    @Test
    void optionsOfRequestsAreCountedUntilTheyAreListed() {
        current.add(new PropertyOption(1, "Domed"));
        DropdownOptions options = new DropdownOptions(1, current);
        assertThat(options.suppliedByRequests()).isEqualTo(1);

        options.arrange(List.of("Domed", "Low", "Steep"));

        assertThat(options.suppliedByRequests()).isZero();
    }

    @Test
    void aLabelInTwoSpellingsIsOneOption() {
        assertThat(PropertyDefinition.byKey(List.of("Low", "LOW", " low ", "Steep")).values()).containsExactly("Low", "Steep");
    }

    private Arranged arrange(String... labels) {
        return new DropdownOptions(1, current).arrange(List.of(labels));
    }
}
