package io.opportunities.crm.property;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.crm.property.value.PropertyDefinition;
import io.opportunities.crm.property.value.PropertyType;
import io.opportunities.search.RecordType;
import io.opportunities.web.error.Violation;
import io.opportunities.web.error.Violations;
import io.opportunities.web.json.PatchField;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PropertyDefinitionTests {

    private final Violations violations = new Violations();

    @ParameterizedTest
    @CsvSource({"account, ACCOUNT", "client, ACCOUNT", "opportunity, OPPORTUNITY", "request, OPPORTUNITY"})
    void aRecordTypeIsKnownByItsOldNameToo(String name, RecordType type) {
        assertThat(RecordTypeNames.find(name)).contains(type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Account", "project", "vendor", "ahj", "contact"})
    void anyOtherRecordTypeHasNoProperties(String name) {
        assertThat(RecordTypeNames.find(name)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"Roof type, roof_type", "  Roof -- type!, roof_type", "2nd floor, nd_floor", "Size (m²), size_m", "Größe, gr_e", "A, a",
            "roof_type, roof_type", "ROOF2, roof2"})
    void theKeyIsDerivedFromTheName(String name, String keyName) {
        assertThat(draft(name, null).keyName()).isEqualTo(keyName);
    }

    @Test
    void aDerivedKeyHasAtMost64Characters() {
        assertThat(draft("a".repeat(63) + " b", null).keyName()).isEqualTo("a".repeat(63));
        assertThat(draft("a".repeat(255), null).keyName()).hasSize(64);
    }

    @ParameterizedTest
    @ValueSource(strings = {"屋根", "123", "!"})
    void aNameWithoutLettersNeedsAKey(String name) {
        draft(name, null);

        assertThat(violations.all()).extracting(Violation::field).containsExactly("keyName");
    }

    @Test
    void aGivenKeyIsTaken() {
        assertThat(draft("屋根", "Roof_1").keyName()).isEqualTo("Roof_1");
        assertThat(violations.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = "DROPDOWN", mode = EnumSource.Mode.EXCLUDE)
    void onlyADropdownHasOptions(PropertyType type) {
        definition(type, null, "Low").checkOptions(violations);

        assertThat(violations.all()).extracting(Violation::message)
                .containsExactly("options are for the type DROPDOWN only; the type was " + type);
    }

    @Test
    void aDefaultFollowsTheNewSpellingOfItsOption() {
        assertThat(definition(PropertyType.DROPDOWN, "low", "LOW", "Steep").currentDefault(violations)).isEqualTo("LOW");
        assertThat(definition(PropertyType.DROPDOWN, List.of("low", "steep"), "LOW", "Steep").currentDefault(violations))
                .isEqualTo(List.of("LOW", "Steep"));
    }

    @Test
    void anOptionThatIsTheDefaultCannotBeRemoved() {
        definition(PropertyType.DROPDOWN, "Low", "Steep").currentDefault(violations);

        assertThat(violations.all()).extracting(Violation::message)
                .containsExactly("options must keep \"Low\", which is the default value, unless that is changed too");
    }

    @Test
    void aDefaultOfAnotherTypeNeedsNoOption() {
        assertThat(definition(PropertyType.TEXT, "Low").currentDefault(violations)).isEqualTo("Low");
        assertThat(violations.isEmpty()).isTrue();
    }

    @Test
    void withoutADefaultTheResponseHasAnEmptyList() {
        assertThat(PropertyResponse.of(definition(PropertyType.TEXT, null)).defaultValue()).isEqualTo(List.of());
        assertThat(PropertyResponse.of(definition(PropertyType.CHECKBOX, false)).defaultValue()).isEqualTo(false);
    }

    @Test
    void aDefaultThatIsAnEmptyArrayIsNone() {
        assertThat(request("Roof", PatchField.absent(), PatchField.given(JsonMapper.shared().readTree("[]"))).toChange().defaultValue())
                .isEqualTo(PatchField.cleared());
    }

    private PropertyDraft draft(String name, @Nullable String keyName) {
        return request(name, keyName == null ? PatchField.absent() : PatchField.given(keyName), PatchField.absent()).toDraft(violations);
    }

    private static PropertyRequest request(String name, PatchField<String> keyName, PatchField<JsonNode> defaultValue) {
        return new PropertyRequest(PatchField.given("opportunity"), PatchField.given(name), PatchField.given(PropertyType.TEXT), keyName,
                PatchField.absent(), PatchField.absent(), defaultValue);
    }

    private static PropertyDefinition definition(PropertyType type, @Nullable Object defaultValue, String... options) {
        return new PropertyDefinition(1, 0, RecordType.OPPORTUNITY, "roof", "Roof", type, false, PropertyDefinition.byKey(List.of(options)),
                defaultValue);
    }
}
