package io.opportunities.property;

import io.opportunities.common.CustomMap;
import io.opportunities.common.PatchField;
import io.opportunities.identity.CompanyId;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.SQLRestriction;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A member that a company adds to its records under {@code custom}. */
@Entity
@SQLRestriction(CompanyId.OWN)
class Property {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "property_seq")
    @SequenceGenerator(name = "property_seq", sequenceName = "property_seq")
    private @Nullable Long id;

    @CompanyId
    @PartitionKey
    @Column(updatable = false)
    private @Nullable Long companyId;

    /** Counted here, by who holds the row: the options that requests bring count too, see {@link #definition}. */
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

    long id() {
        return id == null ? 0 : id;
    }

    /**
     * @param options in order
     * @return with a version that also differs where a request brought an option, which leaves this row alone
     */
    PropertyDefinition definition(List<PropertyOption> options) {
        int brought = new Options(id(), options).brought();
        return new PropertyDefinition(id(), version + brought, recordType, keyName, name, type, multiple,
                options.stream().map(PropertyOption::label).toList(), defaultValue);
    }

    /**
     * @param optionsChanged whether its options are listed anew
     * @param brought how many of those before were not listed; they have a version each, which none may have again
     * @return whether anything differs from before; if not, nothing is touched
     */
    boolean change(PatchField<String> newName, @Nullable Object newDefault, boolean optionsChanged, int brought) {
        boolean same = newName.or(name).equals(name) && plain(newDefault).equals(plain(defaultValue));
        if (same && !optionsChanged) {
            return false;
        }
        this.name = newName.or(name);
        this.defaultValue = newDefault;
        this.version += optionsChanged ? 1 + brought : 1;
        return true;
    }

    void remove(Instant now) {
        this.deletedAt = now;
        this.version++;
    }

    void putBack() {
        this.deletedAt = null;
        this.version++;
    }

    /** Whether the values that records have would fit what is wanted now. */
    boolean fits(PropertyDraft draft) {
        return type == draft.type() && multiple == draft.multiple();
    }

    private static Map<String, Object> plain(@Nullable Object value) {
        return value == null ? Map.of() : CustomMap.normalised(Map.of("value", value));
    }

    /** The record type as it is written on the wire. */
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
