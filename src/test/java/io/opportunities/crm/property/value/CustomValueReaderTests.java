package io.opportunities.crm.property.value;

import static org.assertj.core.api.Assertions.assertThat;

import io.opportunities.crm.property.value.CustomValues.NewOption;
import io.opportunities.search.RecordType;
import io.opportunities.web.error.Violation;
import io.opportunities.web.error.Violations;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CustomValueReaderTests {

    private static final ValidatorFactory VALIDATORS = Validation.buildDefaultValidatorFactory();
    private static final PropertyDefinition ROOF = property(1, "roof", PropertyType.DROPDOWN, false, "Flat");
    private static final PropertyDefinition TAGS = property(2, "tags", PropertyType.DROPDOWN, true, null);
    private static final PropertyDefinition NOTE = property(3, "note", PropertyType.TEXT, false, null);

    private final Violations violations = new Violations();

    @AfterAll
    static void close() {
        VALIDATORS.close();
    }

    @Test
    void anUnknownKeyIsOneViolationOfItsPath() {
        read("{\"rooof\": 5, \"note\": \"a\"}");

        assertThat(violations.all()).extracting(Violation::message).containsExactly("custom.rooof is no known property");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "\" \\u00a0\"", "[]"})
    void anEmptyValueClearsItsKey(String json) {
        assertThat(read("{\"tags\": %s}".formatted(json)).values()).containsEntry("tags", null);
        assertThat(violations.isEmpty()).isTrue();
    }

    @Test
    void aSingleValueOfAMultiplePropertyIsAListOfOne() {
        assertThat(read("{\"tags\": \"flat\"}").values()).isEqualTo(Map.of("tags", List.of("Flat")));
    }

    @Test
    void anArrayIsNoValueOfASingleProperty() {
        read("{\"note\": [\"a\"]}");

        assertThat(violations.all()).extracting(Violation::message).containsExactly("custom.note must be a string; was an array");
    }

    @Test
    void repeatedItemsAreDroppedAndTheOrderIsKept() {
        assertThat(read("{\"tags\": [\"steep\", \"FLAT\", \"Steep\"]}").values()).isEqualTo(Map.of("tags", List.of("Steep", "Flat")));
    }

    @Test
    void aViolationOfAnItemNamesItsIndex() {
        read("{\"tags\": [\"Flat\", 5, \"Domed\"]}");

        assertThat(violations.all()).extracting(Violation::field).containsExactly("custom.tags[1]", "custom.tags[2]");
    }

    @Test
    void aListHasAtMost100Items() {
        read("{\"tags\": [%s]}".formatted(options("Flat", 100)));
        assertThat(violations.isEmpty()).isTrue();

        read("{\"tags\": [%s]}".formatted(options("Flat", 101)));
        assertThat(violations.all()).extracting(Violation::message).containsExactly("custom.tags must have at most 100 items; had 101");
    }

    @Test
    void aRequestHasAtMost500Keys() {
        Map<String, JsonNode> custom = new LinkedHashMap<>();
        IntStream.rangeClosed(1, 501).forEach(i -> custom.put("key" + i, JsonMapper.shared().readTree("5")));

        assertThat(reader(false).read(custom, violations)).isEqualTo(CustomValues.NONE);
        assertThat(violations.all()).extracting(Violation::message).containsExactly("custom must have at most 500 members; had 501");
    }

    @Test
    void aNewOptionIsAddedOnRequest() {
        CustomValues read = reader(true).read(json("{\"roof\": \" Domed \"}"), violations);

        assertThat(read.values()).isEqualTo(Map.of("roof", "Domed"));
        assertThat(read.newOptions()).containsExactly(new NewOption("roof", 1, "Domed", "domed"));
    }

    @Test
    void aNewOptionInSeveralSpellingsIsAddedOnce() {
        CustomValues read = reader(true).read(json("{\"tags\": [\"Domed\", \"DOMED\", \"domed\"]}"), violations);

        assertThat(read.values()).isEqualTo(Map.of("tags", List.of("Domed")));
        assertThat(read.newOptions()).hasSize(1);
    }

    @Test
    void anOptionOfTwoPropertiesIsAddedToBoth() {
        CustomValues read = reader(true).read(json("{\"roof\": \"Domed\", \"tags\": \"Domed\"}"), violations);

        assertThat(read.newOptions()).extracting(NewOption::propertyId).containsExactly(1L, 2L);
    }

    @Test
    void aDefinedOptionIsNotAdded() {
        assertThat(reader(true).read(json("{\"roof\": \"FLAT\"}"), violations).newOptions()).isEmpty();
    }

    @Test
    void anOptionNewerThanTheDefinitionHasTheLabelOfItsFirstRequest() {
        CustomValueReader reader = new CustomValueReader(Map.of("roof", ROOF), Map.of(new OptionKey(1, "domed"), "DOMED"), false,
                VALIDATORS.getValidator());

        assertThat(reader.read(json("{\"roof\": \"domed\"}"), violations).values()).isEqualTo(Map.of("roof", "DOMED"));
    }

    @Test
    void aRequestBringsAtMost100NewOptions() {
        CustomValues read = reader(true).read(json("{\"tags\": [%s], \"roof\": \"Domed\"}".formatted(options("%d", 100))), violations);

        assertThat(read.newOptions()).hasSize(100);
        assertThat(violations.all()).extracting(Violation::message)
                .containsExactly("custom.roof is one new option too many: a request may bring 100");
    }

    @Test
    void defaultsAreOfKeysThatTheRequestOmits() {
        assertThat(read("{\"note\": \"a\"}").defaults()).isEqualTo(Map.of("roof", "Flat"));
        assertThat(read("{\"roof\": null}").defaults()).isEmpty();
    }

    @Test
    void optionsOfTheRequestThatTheDefinitionsLackAreLookedUp() {
        Map<String, JsonNode> custom = json("{\"tags\": [\"FLAT\", \" Domed\", \"domed\", 5, \"\"], \"note\": \"a\", \"x\": \"y\"}");

        assertThat(CustomValueReader.unknownOptions(Map.of("tags", TAGS, "note", NOTE), custom)).containsExactly(new OptionKey(2, "domed"));
    }

    private CustomValues read(String json) {
        return reader(false).read(json(json), violations);
    }

    private static CustomValueReader reader(boolean allowNewOptions) {
        return new CustomValueReader(Map.of("roof", ROOF, "tags", TAGS, "note", NOTE), Map.of(), allowNewOptions,
                VALIDATORS.getValidator());
    }

    private static PropertyDefinition property(long id, String keyName, PropertyType type, boolean multiple,
            @Nullable Object defaultValue) {
        return new PropertyDefinition(id, 0, RecordType.OPPORTUNITY, keyName, keyName, type, multiple,
                type == PropertyType.DROPDOWN ? PropertyDefinition.byKey(List.of("Flat", "Steep")) : Map.of(), defaultValue);
    }

    private static String options(String label, int count) {
        return IntStream.range(0, count).mapToObj(i -> "\"" + label.formatted(i) + "\"").collect(Collectors.joining(","));
    }

    private static Map<String, JsonNode> json(String object) {
        Map<String, JsonNode> members = new LinkedHashMap<>();
        JsonMapper.shared().readTree(object).properties().forEach(member -> members.put(member.getKey(), member.getValue()));
        return members;
    }
}
