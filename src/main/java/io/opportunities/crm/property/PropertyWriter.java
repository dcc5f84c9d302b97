package io.opportunities.crm.property;

import io.opportunities.common.Text;
import io.opportunities.crm.property.value.CustomValueReader;
import io.opportunities.crm.property.value.PropertyDefinition;
import io.opportunities.search.RecordType;
import io.opportunities.web.IfMatch;
import io.opportunities.web.VersionedResponse;
import io.opportunities.web.error.ApiException;
import io.opportunities.web.error.Violation;
import io.opportunities.web.error.Violation.Code;
import io.opportunities.web.error.Violations;
import jakarta.validation.Validator;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Creates, reads, changes and removes custom properties for admins. */
@Service
@Transactional(readOnly = true)
class PropertyWriter {

    private final PropertyRepository properties;
    private final PropertyOptionRepository options;
    private final Validator validator;
    private final InstantSource time;

    PropertyWriter(PropertyRepository properties, PropertyOptionRepository options, Validator validator, InstantSource time) {
        this.properties = properties;
        this.options = options;
        this.validator = validator;
        this.time = time;
    }

    /** Creates a property, or restores the removed one with the same key, if its values fit. */
    @Transactional
    VersionedResponse<PropertyResponse> create(PropertyDraft draft, Violations violations) {
        Optional<Long> removed = violations.isEmpty() ? properties.removed(draft.recordType(), draft.keyName()) : Optional.empty();
        if (removed.isPresent()) {
            return restore(removed.get(), draft, violations);
        }
        PropertyDefinition wanted = draft.definition();
        Object fallback = draft.defaultValue() == null ? null : reader().value("defaultValue", wanted, draft.defaultValue(), violations);
        violations.rejectIfAny();
        checkCapacity(draft.recordType(), violations);
        checkCapacity(List.of(), wanted, violations);
        violations.rejectIfAny();
        Property property = properties.saveAndFlush(new Property(draft, fallback));
        DropdownOptions.Arranged arranged = new DropdownOptions(property.id(), List.of()).arrange(wanted.options());
        options.saveAll(arranged.added());
        PropertyDefinition created = property.definition(arranged.added());
        return new VersionedResponse<>(PropertyResponse.of(created), created.version());
    }

    /** Returns the properties by every name of each record type, with empty lists for unsupported types. */
    Map<String, List<PropertyResponse>> byRecordType(List<String> filter) {
        Map<String, List<PropertyResponse>> all = new LinkedHashMap<>();
        for (RecordType type : RecordTypeNames.WITH_PROPERTIES) {
            if (filter.isEmpty() || RecordTypeNames.of(type).stream().anyMatch(filter::contains)) {
                List<PropertyResponse> found = properties.definitions(type).values().stream().map(PropertyResponse::of).toList();
                RecordTypeNames.of(type).forEach(name -> all.put(name, found));
            }
        }
        RecordTypeNames.UNSUPPORTED.stream().filter(name -> filter.isEmpty() || filter.contains(name))
                .forEach(name -> all.put(name, List.of()));
        return all;
    }

    VersionedResponse<PropertyResponse> byId(long id) {
        return toResponse(properties.find(id).orElseThrow(() -> ApiException.notFound("property", id)));
    }

    @Transactional
    VersionedResponse<PropertyResponse> change(long id, PropertyChange change, IfMatch ifMatch, Violations violations) {
        Property property = findForUpdate(id);
        List<PropertyOption> present = options.of(id);
        ifMatch.check(property.definition(present).version());
        return apply(property, present, change, violations);
    }

    @Transactional
    PropertyResponse remove(long id, IfMatch ifMatch) {
        Property property = findForUpdate(id);
        PropertyDefinition definition = definition(property);
        ifMatch.check(definition.version());
        property.remove(time.instant());
        return PropertyResponse.of(definition);
    }

    private VersionedResponse<PropertyResponse> restore(long id, PropertyDraft draft, Violations violations) {
        Property property = properties.findRemovedForUpdate(id).orElseThrow(() -> ApiException.taken("keyName", draft.keyName()));
        if (!property.fits(draft)) {
            PropertyDefinition was = definition(property);
            throw ApiException.taken(new Violation("keyName", Code.TAKEN,
                    "keyName %s belongs to a removed property of type %s (isMultiple: %s), whose values are kept: bring that back, or take another"
                            .formatted(Text.quote(draft.keyName()), was.type(), was.multiple())));
        }
        checkCapacity(draft.recordType(), violations);
        violations.rejectIfAny();
        property.restore();
        return apply(property, options.of(id), PropertyChange.restoring(draft), violations);
    }

    /** @param inOrder the present options, read under the lock on the property */
    private VersionedResponse<PropertyResponse> apply(Property property, List<PropertyOption> inOrder, PropertyChange change,
            Violations violations) {
        DropdownOptions present = new DropdownOptions(property.id(), inOrder);
        int supplied = present.suppliedByRequests();
        PropertyDefinition wanted = property.definition(inOrder).with(change.options(present.labels()));
        wanted.checkOptions(violations);
        checkCapacity(inOrder, wanted, violations);
        Object fallback = fallback(wanted, change, violations);
        violations.rejectIfAny();
        DropdownOptions.Arranged arranged = present.arrange(wanted.options());
        if (property.change(change.name(), fallback, arranged.changed(), supplied)) {
            options.deleteAll(arranged.removed());
            // the new options take their places, and Hibernate would insert those first
            properties.flush();
            options.saveAll(arranged.added());
            properties.flush();
        }
        return toResponse(property);
    }

    /** Checks whether the company can have another property of the type. */
    private void checkCapacity(RecordType type, Violations violations) {
        properties.lockCapacity();
        long after = properties.inUse(type) + 1;
        if (after > Property.MAX_PER_RECORD_TYPE) {
            violations.add("recordType", Code.OUT_OF_RANGE, "must have at most %d properties of %s; would have %d"
                    .formatted(Property.MAX_PER_RECORD_TYPE, type.wireName(), after));
        }
    }

    /** Checks whether the company can have the wanted options in place of the present ones. */
    private void checkCapacity(List<PropertyOption> present, PropertyDefinition wanted, Violations violations) {
        Set<String> keys = present.stream().map(option -> option.key().labelKey()).collect(Collectors.toSet());
        if (keys.containsAll(wanted.labels().keySet())) {
            return;
        }
        properties.lockCapacity();
        long after = options.ofCompany() - keys.size() + wanted.labels().size();
        if (after > PropertyOption.MAX_PER_COMPANY && !violations.mentions("options")) {
            violations.add("options", Code.OUT_OF_RANGE,
                    "must leave all properties of the company, also those out of use, with at most %d options together; would be %d"
                            .formatted(PropertyOption.MAX_PER_COMPANY, after));
        }
    }

    private @Nullable Object fallback(PropertyDefinition wanted, PropertyChange change, Violations violations) {
        if (change.defaultValue().isAbsent()) {
            return wanted.currentDefault(violations);
        }
        return change.newDefault() == null ? null : reader().value("defaultValue", wanted, change.newDefault(), violations);
    }

    private CustomValueReader reader() {
        return new CustomValueReader(Map.of(), Map.of(), false, validator);
    }

    private Property findForUpdate(long id) {
        return properties.findForUpdate(id).orElseThrow(() -> ApiException.notFound("property", id));
    }

    private PropertyDefinition definition(Property property) {
        return property.definition(options.of(property.id()));
    }

    private VersionedResponse<PropertyResponse> toResponse(Property property) {
        PropertyDefinition definition = definition(property);
        return new VersionedResponse<>(PropertyResponse.of(definition), definition.version());
    }
}
