package io.opportunities.property;

import io.opportunities.common.Text;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

/** One choice of a dropdown. */
@Entity
class PropertyOption {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "property_option_seq")
    @SequenceGenerator(name = "property_option_seq", sequenceName = "property_option_seq")
    private @Nullable Long id;

    @TenantId
    private @Nullable Long companyId;

    private long propertyId;
    private String label;
    private String labelKey;

    @SuppressWarnings("NullAway.Init")
    protected PropertyOption() {}

    PropertyOption(long propertyId, String label) {
        this.propertyId = propertyId;
        this.label = label;
        this.labelKey = Text.fold(label);
    }

    long propertyId() {
        return propertyId;
    }

    String label() {
        return label;
    }
}
