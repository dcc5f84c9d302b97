package io.opportunities.crm.property;

import io.opportunities.crm.property.value.CustomValuesNormaliser;
import io.opportunities.crm.property.value.PropertyDefinition;
import io.opportunities.crm.property.value.PropertyType;
import io.opportunities.identity.tenant.CompanyId;
import io.opportunities.identity.tenant.TenantEntity;
import io.opportunities.search.RecordType;
import io.opportunities.web.json.PatchField;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.SQLRestriction;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A custom member that a company adds to its records under {@code custom}. */
@Entity
@SQLRestriction(CompanyId.OWN)
class Property extends TenantEntity {

    /** Maximum number of properties in use per record type; the schema enforces it too. */
    static final int MAX_PER_RECORD_TYPE = 500;

    /** Counted under the lock on the row. Options supplied by requests count too, see {@link #definition}. */
    private int version;

    @Convert(converter = RecordTypeConverter.class)
    private RecordType recordType;

    private String keyName;
    private String name;

    @Enumerated(EnumType.STRING)
    private PropertyType type;

    @Column(name = "is_multiple")
    private boolean multiple;

    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable Object defaultValue;

    private @Nullable Instant deletedAt;

    @SuppressWarnings("NullAway.Init")
    protected Property() {}

    Property(PropertyDraft draft, @Nullable Object defaultValue) {
        this.recordType = draft.recordType();
        this.keyName = draft.keyName();
        this.name = draft.name();
        this.type = draft.type();
        this.multiple = draft.multiple();
        this.defaultValue = defaultValue;
    }

    /**
     * @param options in order
     * @return a definition whose version also counts options supplied by requests, which do not change this row
     */
    PropertyDefinition definition(List<PropertyOption> options) {
        int supplied = new DropdownOptions(id(), options).suppliedByRequests();
        Map<String, String> labels = new LinkedHashMap<>();
        options.forEach(option -> labels.put(option.key().labelKey(), option.label()));
        return new PropertyDefinition(id(), version + supplied, recordType, keyName, name, type, multiple, labels, defaultValue);
    }

    /**
     * @param optionsChanged whether the options were listed again
     * @param supplied number of earlier options supplied by requests; each has used a version, which must not be reused
     * @return whether anything changed
     */
    boolean change(PatchField<String> newName, @Nullable Object newDefault, boolean optionsChanged, int supplied) {
        boolean same = newName.or(name).equals(name) && plain(newDefault).equals(plain(defaultValue));
        if (same && !optionsChanged) {
            return false;
        }
        this.name = newName.or(name);
        this.defaultValue = newDefault;
        this.version += optionsChanged ? 1 + supplied : 1;
        return true;
    }

    void remove(Instant now) {
        this.deletedAt = now;
        this.version++;
    }

    void restore() {
        this.deletedAt = null;
        this.version++;
    }

    /** Returns whether existing values fit the draft. */
    boolean fits(PropertyDraft draft) {
        return type == draft.type() && multiple == draft.multiple();
    }

    private static Map<String, Object> plain(@Nullable Object value) {
        return value == null ? Map.of() : CustomValuesNormaliser.normalised(Map.of("value", value));
    }

    /** Converts the record type to its JSON name. */
    static final class RecordTypeConverter implements AttributeConverter<RecordType, String> {

        @Override
        public String convertToDatabaseColumn(RecordType type) {
            return type.wireName();
        }

        @Override
        public RecordType convertToEntityAttribute(String column) {
            return RecordType.valueOf(column.toUpperCase(Locale.ROOT));
        }
    }
}
