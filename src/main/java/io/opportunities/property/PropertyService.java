package io.opportunities.property;

import io.opportunities.common.ApiException;
import io.opportunities.common.PhoneNumbers;
import io.opportunities.common.Text;
import io.opportunities.common.Violations;
import io.opportunities.identity.CatalogCache;
import io.opportunities.listing.Member;
import io.opportunities.property.CustomValues.NewOption;
import jakarta.validation.Validator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/** The face of this package: what a company's custom properties are, and whether values fit them. */
@Service
@Transactional(readOnly = true)
public class PropertyService {

    private static final int KEPT = 2_000;

    private final PropertyRepository properties;
    private final PropertyOptionRepository options;
    private final PhoneNumbers phoneNumbers;
    private final Validator validator;
    private final CatalogCache<RecordType, Map<String, PropertyDefinition>> known = new CatalogCache<>(KEPT);

    PropertyService(PropertyRepository properties, PropertyOptionRepository options, PhoneNumbers phoneNumbers, Validator validator) {
        this.properties = properties;
        this.options = options;
        this.phoneNumbers = phoneNumbers;
        this.validator = validator;
    }

    /** Reads and checks the custom values of a request; what is wrong with them is noted under {@code custom.<key>}. */
    public CustomValues check(RecordType type, Map<String, JsonNode> custom, boolean allowNewOptions, Violations violations) {
        Violations found = new Violations();
        CustomValues values = reader(known.get(type, this::load), allowNewOptions).read(custom, found);
        if (values.newOptions().isEmpty() && found.isEmpty()) {
            return values;
        }
        // an option may have been added since they were read: that is the one change which does not raise the version
        known.forget(type);
        return reader(known.get(type, this::load), allowNewOptions).read(custom, violations);
    }

    /** What records of the type can be searched by, by key name. */
    public Map<String, Member> members(RecordType type) {
        Map<String, Member> members = new LinkedHashMap<>();
        known.get(type, this::load).values().forEach(definition -> members.put(definition.keyName(),
                Member.value(definition.keyName(), definition.type().searchedAs(), type.wireName(), definition.keyName())));
        return members;
    }

    /** The values as they are defined, as far as {@link #define} would not have to add options. */
    public Map<String, @Nullable Object> preview(CustomValues custom, Map<String, @Nullable Object> values) {
        return custom.relabelled(values, known(custom.newOptions()));
    }

    /**
     * The values as they are defined, after the new options among them are added; the caller holds the locks of those.
     *
     * @param values some of the request's
     */
    @Transactional
    public Map<String, @Nullable Object> define(CustomValues custom, Map<String, @Nullable Object> values) {
        List<NewOption> wanted = custom.newOptions().stream().filter(option -> values.containsKey(option.keyName())).toList();
        return wanted.isEmpty() ? values : custom.relabelled(values, addOptions(wanted));
    }

    /** The labels as they are defined now, by lock name: another request may just have added one in another case. */
    private Map<String, String> addOptions(List<NewOption> wanted) {
        Map<String, String> labels = known(wanted);
        List<PropertyOption> missing = wanted.stream().filter(option -> !labels.containsKey(option.lockName()))
                .map(option -> new PropertyOption(option.propertyId(), option.label())).toList();
        options.saveAll(missing).forEach(option -> labels.put(lockName(option), option.label()));
        return labels;
    }

    private Map<String, String> known(List<NewOption> wanted) {
        Map<String, String> labels = new LinkedHashMap<>();
        if (!wanted.isEmpty()) {
            properties.options(wanted.stream().map(NewOption::propertyId).toList(), wanted.stream().map(NewOption::labelKey).toList())
                    .forEach(option -> labels.put(lockName(option), option.label()));
        }
        return labels;
    }

    @Transactional
    public void create(RecordType type, String name, String propertyType, String keyName, List<String> labels) {
        save(new PropertyDraft(type, name, PropertyType.valueOf(propertyType), keyName, false, labels, null), new Violations());
    }

    @Transactional
    PropertyResponse create(PropertyDraft draft, Violations violations) {
        return save(draft, violations).response();
    }

    /** By every name a record type goes by; empty lists for those kept elsewhere. */
    Map<String, List<PropertyResponse>> byRecordType(List<String> filter) {
        Map<String, List<PropertyResponse>> all = new LinkedHashMap<>();
        for (RecordType type : RecordType.values()) {
            if (filter.isEmpty() || type.names().stream().anyMatch(filter::contains)) {
                List<PropertyResponse> found = load(type).values().stream().map(PropertyDefinition::response).toList();
                type.names().forEach(name -> all.put(name, found));
            }
        }
        RecordType.KEPT_ELSEWHERE.stream().filter(name -> filter.isEmpty() || filter.contains(name))
                .forEach(name -> all.put(name, List.of()));
        return all;
    }

    PropertyResponse byId(long id) {
        for (RecordType type : RecordType.values()) {
            for (PropertyDefinition definition : load(type).values()) {
                if (definition.id() == id) {
                    return definition.response();
                }
            }
        }
        throw ApiException.notFound("property", id);
    }

    private PropertyDefinition save(PropertyDraft draft, Violations violations) {
        List<String> labels = new ArrayList<>(draft.options().stream()
                .collect(Collectors.toMap(Text::fold, label -> label, (first, twin) -> first, LinkedHashMap::new)).values());
        Object defaultValue = defaultValue(draft, labels, violations);
        violations.rejectIfAny();
        Property property = properties.saveAndFlush(new Property(draft, defaultValue));
        options.saveAll(labels.stream().map(label -> new PropertyOption(property.id(), label)).toList());
        return property.definition(labels);
    }

    private @Nullable Object defaultValue(PropertyDraft draft, List<String> labels, Violations violations) {
        if (draft.defaultValue() == null) {
            return null;
        }
        PropertyDefinition definition = new PropertyDefinition(0, draft.recordType(), draft.keyName(), draft.name(), draft.type(),
                draft.multiple(), labels, null);
        return reader(Map.of(), false).value("defaultValue", definition, draft.defaultValue(), violations);
    }

    private CustomReader reader(Map<String, PropertyDefinition> definitions, boolean allowNewOptions) {
        return new CustomReader(definitions, allowNewOptions, phoneNumbers, validator);
    }

    private Map<String, PropertyDefinition> load(RecordType type) {
        Map<Property, List<String>> labels = new LinkedHashMap<>();
        properties.withOptions(type).forEach(row -> {
            List<String> of = labels.computeIfAbsent(row.property(), property -> new ArrayList<>());
            Optional.ofNullable(row.label()).ifPresent(of::add);
        });
        Map<String, PropertyDefinition> definitions = new LinkedHashMap<>();
        labels.forEach((property, of) -> {
            PropertyDefinition definition = property.definition(List.copyOf(of));
            definitions.put(definition.keyName(), definition);
        });
        return definitions;
    }

    private static String lockName(PropertyOption option) {
        return new NewOption("", option.propertyId(), option.label(), Text.fold(option.label())).lockName();
    }
}
