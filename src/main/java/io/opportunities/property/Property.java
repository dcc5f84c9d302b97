package io.opportunities.property;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Convert;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Version;
import java.util.List;
import java.util.Locale;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.TenantId;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A member that a company adds to its records under {@code custom}. */
@Entity
class Property {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "property_seq")
    @SequenceGenerator(name = "property_seq", sequenceName = "property_seq")
    private @Nullable Long id;

    @TenantId
    private @Nullable Long companyId;

    @Version
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

    PropertyDefinition definition(List<String> options) {
        return new PropertyDefinition(id(), recordType, keyName, name, type, multiple, options, defaultValue);
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
