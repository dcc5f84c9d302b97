package io.opportunities.property;

import io.opportunities.common.Text;
import io.opportunities.identity.CompanyId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.SQLRestriction;
import org.jspecify.annotations.Nullable;

/** One choice of a dropdown. */
@Entity
@SQLRestriction(CompanyId.OWN)
class PropertyOption {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "property_option_seq")
    @SequenceGenerator(name = "property_option_seq", sequenceName = "property_option_seq")
    private @Nullable Long id;

    @CompanyId
    @PartitionKey
    @Column(updatable = false)
    private @Nullable Long companyId;

    private long propertyId;
    private String label;
    private String labelKey;

    /** From 1; null where a request brought it since the options were last listed: it stands after them. */
    private @Nullable Integer position;

    @SuppressWarnings("NullAway.Init")
    protected PropertyOption() {}

    /** One that a request brings. */
    PropertyOption(long propertyId, String label) {
        this(propertyId, label, null);
    }

    PropertyOption(long propertyId, String label, @Nullable Integer position) {
        this.propertyId = propertyId;
        this.label = label;
        this.labelKey = Text.fold(label);
        this.position = position;
    }

    /** Each label once, whatever its case. */
    static List<String> distinct(List<String> labels) {
        return List.copyOf(labels.stream()
                .collect(Collectors.toMap(Text::fold, label -> label, (first, twin) -> first, LinkedHashMap::new)).values());
    }

    /** What an option is called where it is locked. */
    static String lockName(long propertyId, String label) {
        return "option:" + propertyId + ":" + Text.fold(label);
    }

    /** @param sameLabel as it is written from now on */
    void place(String sameLabel, int newPosition) {
        this.label = sameLabel;
        this.position = newPosition;
    }

    boolean isBrought() {
        return position == null;
    }

    long propertyId() {
        return propertyId;
    }

    String label() {
        return label;
    }
}
