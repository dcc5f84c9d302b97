package io.opportunities.crm.property;

import io.opportunities.common.Text;
import io.opportunities.crm.property.value.OptionKey;
import io.opportunities.identity.tenant.CompanyId;
import io.opportunities.identity.tenant.TenantEntity;
import jakarta.persistence.Entity;
import org.hibernate.annotations.SQLRestriction;
import org.jspecify.annotations.Nullable;

/** One choice of a dropdown. */
@Entity
@SQLRestriction(CompanyId.OWN)
class PropertyOption extends TenantEntity {

    /** Maximum number of options per property, whatever their source; the schema enforces it too. */
    static final int MAX_PER_PROPERTY = 1_000;

    /** Maximum number of options of all properties of a company, removed properties included; the schema enforces it too. */
    static final int MAX_PER_COMPANY = 10_000;

    private long propertyId;
    private String label;
    private String labelKey;

    /** From 1. Null for an option that a request supplied since the options were last listed; such options come last. */
    private @Nullable Integer position;

    @SuppressWarnings("NullAway.Init")
    protected PropertyOption() {}

    /** Creates an option that a request supplies. */
    PropertyOption(long propertyId, String label) {
        this(propertyId, label, null);
    }

    PropertyOption(long propertyId, String label, @Nullable Integer position) {
        this.propertyId = propertyId;
        this.label = label;
        this.labelKey = Text.fold(label);
        this.position = position;
    }

    OptionKey key() {
        return new OptionKey(propertyId, labelKey);
    }

    /** @param sameLabel the new spelling of the label */
    void place(String sameLabel, int newPosition) {
        this.label = sameLabel;
        this.position = newPosition;
    }

    boolean isSupplied() {
        return position == null;
    }

    String label() {
        return label;
    }
}
