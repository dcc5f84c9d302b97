package io.opportunities.property;

import io.opportunities.common.ApiException;
import io.opportunities.common.IfMatch;
import io.opportunities.common.PhoneNumbers;
import io.opportunities.common.Shown;
import io.opportunities.common.Text;
import io.opportunities.common.Violation;
import io.opportunities.common.Violation.Code;
import io.opportunities.common.Violations;
import io.opportunities.matching.MatchLock;
import jakarta.validation.Validator;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What admins do with custom properties: define, show, change and take them out of use. */
@Service
@Transactional(readOnly = true)
class PropertySetup {

    private final PropertyRepository properties;
    private final PropertyOptionRepository options;
    private final MatchLock locks;
    private final PhoneNumbers phoneNumbers;
    private final Validator validator;
    private final InstantSource time;

    PropertySetup(PropertyRepository properties, PropertyOptionRepository options, MatchLock locks, PhoneNumbers phoneNumbers,
            Validator validator, InstantSource time) {
        this.properties = properties;
        this.options = options;
        this.locks = locks;
        this.phoneNumbers = phoneNumbers;
        this.validator = validator;
        this.time = time;
    }

    /** Defines a property, or puts back the one that had its key, if values of that fit it. */
    @Transactional
    Shown<PropertyResponse> create(PropertyDraft draft, Violations violations) {
        Optional<Long> removed = violations.isEmpty() ? properties.removed(draft.recordType(), draft.keyName()) : Optional.empty();
        if (removed.isPresent()) {
            return putBack(removed.get(), draft, violations);
        }
        PropertyDefinition wanted = draft.definition();
        Object fallback = draft.defaultValue() == null ? null : reader().value("defaultValue", wanted, draft.defaultValue(), violations);
        violations.rejectIfAny();
        Property property = properties.saveAndFlush(new Property(draft, fallback));
        Options.Arranged arranged = new Options(property.id(), List.of()).arrange(wanted.options());
        options.saveAll(arranged.added());
        PropertyDefinition made = property.definition(arranged.added());
        return new Shown<>(made.response(), made.version());
    }

    /** By every name a record type goes by; empty lists for those kept elsewhere. */
    Map<String, List<PropertyResponse>> byRecordType(List<String> filter) {
        Map<String, List<PropertyResponse>> all = new LinkedHashMap<>();
        for (RecordType type : RecordType.values()) {
            if (filter.isEmpty() || type.names().stream().anyMatch(filter::contains)) {
                List<PropertyResponse> found = properties.definitions(type).values().stream().map(PropertyDefinition::response).toList();
                type.names().forEach(name -> all.put(name, found));
            }
        }
        RecordType.KEPT_ELSEWHERE.stream().filter(name -> filter.isEmpty() || filter.contains(name))
                .forEach(name -> all.put(name, List.of()));
        return all;
    }

    Shown<PropertyResponse> byId(long id) {
        return shown(properties.find(id).orElseThrow(() -> ApiException.notFound("property", id)));
    }

    @Transactional
    Shown<PropertyResponse> change(long id, PropertyChange change, IfMatch ifMatch, Violations violations) {
        // before the property, in the order of the requests that bring options: two never wait for each other in a circle
        locks.hold(change.lockNames(id));
        Property property = held(id);
        List<PropertyOption> present = options.of(id);
        ifMatch.check(property.definition(present).version());
        return apply(property, present, change, violations);
    }

    @Transactional
    PropertyResponse remove(long id, IfMatch ifMatch) {
        Property property = held(id);
        PropertyDefinition definition = definition(property);
        ifMatch.check(definition.version());
        property.remove(time.instant());
        return definition.response();
    }

    private Shown<PropertyResponse> putBack(long id, PropertyDraft draft, Violations violations) {
        PropertyChange change = PropertyChange.again(draft);
        locks.hold(change.lockNames(id));
        Property property = properties.holdRemoved(id).orElseThrow(() -> ApiException.taken("keyName", draft.keyName()));
        if (!property.fits(draft)) {
            PropertyDefinition was = definition(property);
            throw ApiException.taken(new Violation("keyName", Code.TAKEN,
                    "keyName %s belongs to a removed property of type %s (isMultiple: %s), whose values are kept: bring that back, or take another"
                            .formatted(Text.quote(draft.keyName()), was.type(), was.multiple())));
        }
        property.putBack();
        return apply(property, options.of(id), change, violations);
    }

    /** @param inOrder the options there are: read once, as one that a request brings in the meantime is not meant */
    private Shown<PropertyResponse> apply(Property property, List<PropertyOption> inOrder, PropertyChange change, Violations violations) {
        Options present = new Options(property.id(), inOrder);
        int brought = present.brought();
        PropertyDefinition wanted = property.definition(inOrder).with(change.options(present.labels()));
        wanted.checkOptions(violations);
        Object fallback = fallback(wanted, change, violations);
        violations.rejectIfAny();
        Options.Arranged arranged = present.arrange(wanted.options());
        if (property.change(change.name(), fallback, arranged.changed(), brought)) {
            options.deleteAll(arranged.removed());
            options.saveAll(arranged.added());
            properties.flush();
        }
        return shown(property);
    }

    private @Nullable Object fallback(PropertyDefinition wanted, PropertyChange change, Violations violations) {
        if (change.defaultValue().isAbsent()) {
            return wanted.keptDefault(violations);
        }
        return change.newDefault() == null ? null : reader().value("defaultValue", wanted, change.newDefault(), violations);
    }

    private CustomReader reader() {
        return new CustomReader(Map.of(), false, phoneNumbers, validator);
    }

    private Property held(long id) {
        return properties.hold(id).orElseThrow(() -> ApiException.notFound("property", id));
    }

    private PropertyDefinition definition(Property property) {
        return property.definition(options.of(property.id()));
    }

    private Shown<PropertyResponse> shown(Property property) {
        PropertyDefinition definition = definition(property);
        return new Shown<>(definition.response(), definition.version());
    }
}
