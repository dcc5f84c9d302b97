package io.opportunities.property;

import io.opportunities.common.PhoneNumbers;
import io.opportunities.common.Violations;
import io.opportunities.identity.CatalogCache;
import io.opportunities.listing.Member;
import io.opportunities.property.CustomValues.NewOption;
import jakarta.validation.Validator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    private final PropertySetup setup;
    private final PhoneNumbers phoneNumbers;
    private final Validator validator;
    private final CatalogCache<RecordType, Map<String, PropertyDefinition>> known = new CatalogCache<>(KEPT);

    PropertyService(PropertyRepository properties, PropertyOptionRepository options, PropertySetup setup, PhoneNumbers phoneNumbers,
            Validator validator) {
        this.properties = properties;
        this.options = options;
        this.setup = setup;
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

    /** The key names of the properties in use: the values under others are not shown. */
    public Set<String> keyNames(RecordType type) {
        return known.get(type, this::load).keySet();
    }

    @Transactional
    public void create(RecordType type, String name, String propertyType, String keyName, List<String> labels) {
        setup.create(new PropertyDraft(type, name, PropertyType.valueOf(propertyType), keyName, false, labels, null), new Violations());
    }

    private CustomReader reader(Map<String, PropertyDefinition> definitions, boolean allowNewOptions) {
        return new CustomReader(definitions, allowNewOptions, phoneNumbers, validator);
    }

    private Map<String, PropertyDefinition> load(RecordType type) {
        return properties.definitions(type);
    }

    private static String lockName(PropertyOption option) {
        return PropertyOption.lockName(option.propertyId(), option.label());
    }
}
