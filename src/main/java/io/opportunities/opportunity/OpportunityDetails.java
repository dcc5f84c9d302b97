package io.opportunities.opportunity;

import io.opportunities.address.PostalAddress;
import io.opportunities.common.CustomMap;
import io.opportunities.contact.Handle;
import io.opportunities.matching.MatchFoundStrategy;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** What clients say of an opportunity. Two that are equal say the same, so a change is what makes them differ. */
@Embeddable
record OpportunityDetails(@Nullable String title, String address, @Nullable String street, @Nullable String city, @Nullable String state,
        @Nullable String zipcode, @JdbcTypeCode(SqlTypes.ARRAY) List<String> trades, @Nullable String description,
        @Nullable Long accountId, @Nullable BigDecimal value, @Nullable BigDecimal size, @Nullable BigDecimal confidence,
        @Enumerated(EnumType.STRING) OpportunityStatus status, @Column(name = "is_active") boolean active,
        @Nullable String primaryEmail, @Nullable String primaryPhone, @Nullable Long ownerId, @Nullable Long salesRepId,
        @Nullable Long projectManagerId, @JdbcTypeCode(SqlTypes.JSON) Map<String, Object> custom) {

    static final OpportunityDetails EMPTY = new OpportunityDetails(null, "", null, null, null, null, List.of(), null, null, null, null,
            null,
            OpportunityStatus.ACTIVE, true, null, null, null, null, null, Map.of());

    OpportunityDetails {
        value = CustomMap.plain(value);
        size = CustomMap.plain(size);
        confidence = CustomMap.plain(confidence);
        custom = CustomMap.normalised(custom);
    }

    /** These details after a request, its custom values checked. */
    OpportunityDetails merged(OpportunityDraft draft, Map<String, @Nullable Object> customValues, MatchFoundStrategy by) {
        PostalAddress offered = draft.address().orNull();
        PostalAddress place = offered != null && by == MatchFoundStrategy.REPLACE && !offered.line().equals(address)
                ? offered
                : place();
        OpportunityDraft.Links links = draft.links();
        return new OpportunityDetails(by.merge(title, draft.title()),
                place.line(),
                place.street(),
                place.city(),
                place.state(),
                place.zipcode(),
                Objects.requireNonNullElse(by.merge(trades, draft.trades()), List.of()),
                by.merge(description, draft.description()),
                MatchFoundStrategy.ENRICH.merge(accountId, links.accountId()),
                by.merge(value, draft.value()),
                by.merge(size, draft.size()),
                by.merge(confidence, draft.confidence()),
                Objects.requireNonNullElse(by.merge(status, draft.status()), OpportunityStatus.ACTIVE),
                Objects.requireNonNullElse(by.merge(active, draft.active()), true),
                by.merge(primaryEmail, draft.email().map(Handle::value)),
                by.merge(primaryPhone, draft.phone().map(Handle::value)),
                by.merge(ownerId, links.ownerId()),
                by.merge(salesRepId, links.salesRepId()),
                by.merge(projectManagerId, links.projectManagerId()),
                by.mergeEach(by.startOf(custom, draft.custom()), customValues));
    }

    OpportunityDetails archived() {
        return new OpportunityDetails(title, address, street, city, state, zipcode, trades, description, accountId, value, size, confidence,
                status, false, primaryEmail, primaryPhone, ownerId, salesRepId, projectManagerId, custom);
    }

    /** The address without its key. */
    PostalAddress place() {
        return new PostalAddress(address, street, city, state, zipcode, "");
    }

    OpportunityDetails withHandles(@Nullable String email, @Nullable String phone) {
        return new OpportunityDetails(title, address, street, city, state, zipcode, trades, description, accountId, value, size, confidence,
                status, active, email, phone, ownerId, salesRepId, projectManagerId, custom);
    }
}
