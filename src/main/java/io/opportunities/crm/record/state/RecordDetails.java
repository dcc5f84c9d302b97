package io.opportunities.crm.record.state;

import io.opportunities.crm.contact.point.ContactPoint;
import io.opportunities.crm.property.value.CustomValuesNormaliser;
import io.opportunities.matching.MatchFoundStrategy;
import io.opportunities.matching.key.MatchBy;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.Map;
import java.util.Objects;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** The details that every record has and clients set. Equal records carry equal details, so inequality means a change. */
@Embeddable
public record RecordDetails(@Nullable String title, StoredAddress place, @Nullable String description, @Nullable String primaryEmail,
        @Nullable String primaryPhone, @Nullable ExternalReference external, @Column(name = "is_active") boolean active,
        @JdbcTypeCode(SqlTypes.JSON) Map<String, Object> custom) {

    static final RecordDetails EMPTY = new RecordDetails(null, StoredAddress.NONE, null, null, null, null, true, Map.of());

    public RecordDetails {
        custom = CustomValuesNormaliser.normalised(custom);
    }

    /** Returns these details after a request, with validated custom values. */
    RecordDetails merged(RecordDraft draft, Map<String, @Nullable Object> customValues, MatchFoundStrategy by) {
        StoredAddress offered = draft.address().toOptional().map(StoredAddress::of).orElse(place);
        return new RecordDetails(by.merge(title, draft.title()),
                by == MatchFoundStrategy.REPLACE && !offered.line().equals(place.line()) ? offered : place,
                by.merge(description, draft.description()),
                by.merge(primaryEmail, draft.email().map(ContactPoint::value)),
                by.merge(primaryPhone, draft.phone().map(ContactPoint::value)),
                draft.external().over(external, by),
                Objects.requireNonNullElse(by.merge(active, draft.active()), true),
                by.mergeEach(by.startOf(custom, draft.custom()), customValues));
    }

    public RecordDetails withContactPoints(@Nullable String email, @Nullable String phone) {
        return new RecordDetails(title, place, description, email, phone, external, active, custom);
    }

    RecordDetails archived() {
        return new RecordDetails(title, place, description, primaryEmail, primaryPhone, external, false, custom);
    }

    /** Returns the value that the record is matched by, null if it has none. */
    @Nullable
    String matched(MatchBy by) {
        return switch (by) {
            case TITLE -> title;
            case PRIMARY_EMAIL -> primaryEmail;
            case PRIMARY_PHONE -> primaryPhone;
            case ADDRESS -> place.line();
            case EXTERNAL_ID -> externalKey();
        };
    }

    public @Nullable String source() {
        return ExternalReference.sourceOf(external);
    }

    public @Nullable String externalId() {
        return ExternalReference.idOf(external);
    }

    @Nullable
    String externalKey() {
        return ExternalReference.keyOf(external);
    }
}
