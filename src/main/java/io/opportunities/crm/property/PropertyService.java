package io.opportunities.crm.property;

import io.opportunities.common.Text;
import io.opportunities.crm.property.value.CustomValueReader;
import io.opportunities.crm.property.value.CustomValues;
import io.opportunities.crm.property.value.CustomValues.NewOption;
import io.opportunities.crm.property.value.OptionKey;
import io.opportunities.crm.property.value.PropertyDefinition;
import io.opportunities.crm.property.value.PropertyType;
import io.opportunities.identity.Caller;
import io.opportunities.identity.tenant.TenantConfigurationCache;
import io.opportunities.search.RecordType;
import io.opportunities.search.SearchField;
import io.opportunities.web.error.ApiException;
import io.opportunities.web.error.Violation.Code;
import io.opportunities.web.error.Violations;
import jakarta.validation.Validator;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/** The public service of this package: provides a company's custom properties and validates values against them. */
@Service
@Transactional(readOnly = true)
public class PropertyService {

    /** Approximate maximum size of the cached properties and options of all companies, in bytes. */
    private static final int CACHE_MAX_BYTES = 8 << 20;
    private static final int EMPTY_SIZE = 100;

    private final PropertyRepository properties;
    private final PropertyOptionRepository options;
    private final PropertyWriter setup;
    private final Validator validator;
    private final TenantConfigurationCache<RecordType, Map<String, PropertyDefinition>> known = new TenantConfigurationCache<>(
            CACHE_MAX_BYTES,
            definitions -> Math.toIntExact(Math.min(CACHE_MAX_BYTES + 1L,
                    EMPTY_SIZE + definitions.values().stream().mapToLong(PropertyDefinition::size).sum())));

    PropertyService(PropertyRepository properties, PropertyOptionRepository options, PropertyWriter setup, Validator validator) {
        this.properties = properties;
        this.options = options;
        this.setup = setup;
        this.validator = validator;
    }

    /** Reads and validates the custom values of a request. Violations name {@code custom.<key>}. */
    public CustomValues check(RecordType type, Map<String, JsonNode> custom, boolean allowNewOptions, Violations violations) {
        Map<String, PropertyDefinition> definitions = known.get(type, this::load);
        Map<OptionKey, String> added = labels(CustomValueReader.unknownOptions(definitions, custom));
        if (!added.isEmpty()) {
            // a new option is the only change that does not raise the version. Read it now, before this transaction adds others
            known.evict(type);
            definitions = known.get(type, this::load);
        }
        return new CustomValueReader(definitions, added, allowNewOptions, validator).read(custom, violations);
    }

    /** Returns the search fields for records of the type, by key name. */
    public Map<String, SearchField> members(RecordType type) {
        Map<String, SearchField> members = new LinkedHashMap<>();
        known.get(type, this::load).values().forEach(definition -> members.put(definition.keyName(),
                SearchField.custom(definition.keyName(), definition.type().searchedAs())));
        return members;
    }

    /** Returns the values with their defined labels, without adding options as {@link #define} does. */
    public Map<String, @Nullable Object> preview(CustomValues custom, Map<String, @Nullable Object> values) {
        return custom.relabelled(values, withMissing(custom.newOptions(), missing -> {}));
    }

    /**
     * Adds the new options among the values and returns the values with their defined labels. It waits for other transactions of the
     * company that add options, and blocks them until this one ends.
     *
     * @param values some values of the request
     * @throws ApiException if the property or the company has its maximum of options
     */
    @Transactional
    public Map<String, @Nullable Object> define(CustomValues custom, Map<String, @Nullable Object> values) {
        List<NewOption> wanted = custom.newOptions().stream().filter(option -> values.containsKey(option.keyName())).toList();
        if (wanted.isEmpty()) {
            return values;
        }
        properties.lockAll(Caller.current().companyId(), wanted.stream().map(NewOption::propertyId).distinct().toArray(Long[]::new));
        properties.lockCapacity();
        return custom.relabelled(values, withMissing(wanted, options::saveAll));
    }

    /** Returns the current labels, including one that another request has just added in another case. */
    private Map<OptionKey, String> withMissing(List<NewOption> wanted, Consumer<List<PropertyOption>> add) {
        Map<OptionKey, String> labels = labels(wanted.stream().map(NewOption::key).toList());
        List<NewOption> missing = wanted.stream().filter(option -> !labels.containsKey(option.key())).toList();
        if (!missing.isEmpty()) {
            checkCapacity(missing);
            add.accept(missing.stream().map(option -> new PropertyOption(option.propertyId(), option.label())).toList());
        }
        return labels;
    }

    private void checkCapacity(List<NewOption> missing) {
        Map<Long, Long> counts = new HashMap<>();
        options.counts(missing.stream().map(NewOption::propertyId).collect(Collectors.toSet()))
                .forEach(count -> counts.put(count.propertyId(), count.options()));
        long ofCompany = options.ofCompany();
        Violations full = new Violations();
        for (NewOption option : missing) {
            String field = "custom." + option.keyName();
            ofCompany++;
            if (counts.merge(option.propertyId(), 1L, Long::sum) > PropertyOption.MAX_PER_PROPERTY && !full.mentions(field)) {
                full.add(field, Code.OUT_OF_RANGE, "cannot have the new option %s: a property has at most %d"
                        .formatted(Text.quote(option.label()), PropertyOption.MAX_PER_PROPERTY));
            } else if (ofCompany > PropertyOption.MAX_PER_COMPANY && !full.mentions(field)) {
                full.add(field, Code.OUT_OF_RANGE, "cannot have the new option %s: all properties of a company have at most %d together"
                        .formatted(Text.quote(option.label()), PropertyOption.MAX_PER_COMPANY));
            }
        }
        full.rejectIfAny();
    }

    private Map<OptionKey, String> labels(Collection<OptionKey> wanted) {
        Map<OptionKey, String> labels = new HashMap<>();
        if (!wanted.isEmpty()) {
            options.among(Caller.current().companyId(), wanted.stream().map(OptionKey::propertyId).toArray(Long[]::new),
                    wanted.stream().map(OptionKey::labelKey).toArray(String[]::new))
                    .forEach(option -> labels.put(option.key(), option.label()));
        }
        return labels;
    }

    /** Returns the key names of the properties in use; responses omit values under other names. */
    public Set<String> keyNames(RecordType type) {
        return known.get(type, this::load).keySet();
    }

    /** Returns the key names that the last transaction on this node read. */
    @Transactional(propagation = Propagation.SUPPORTS)
    Set<String> lastKeyNames(RecordType type) {
        return known.last(type).map(Map::keySet).orElse(Set.of());
    }

    @Transactional
    public void create(RecordType type, String name, String propertyType, String keyName, List<String> labels) {
        setup.create(new PropertyDraft(type, name, PropertyType.valueOf(propertyType), keyName, false, labels, null), new Violations());
    }

    private Map<String, PropertyDefinition> load(RecordType type) {
        return properties.definitions(type);
    }
}
