package io.opportunities.account;

import io.opportunities.address.PostalAddress;
import io.opportunities.common.CustomMap;
import io.opportunities.contact.Handle;
import io.opportunities.matching.MatchFoundStrategy;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.util.Map;
import java.util.Objects;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** What clients say of an account. Two that are equal say the same. */
@Embeddable
record AccountDetails(@Nullable String title, String address, @Nullable String street, @Nullable String city, @Nullable String state,
        @Nullable String zipcode, @Nullable String description, @Enumerated(EnumType.STRING) @Nullable AccountType accountType,
        @Nullable String primaryEmail, @Nullable String primaryPhone, @Column(name = "is_active") boolean active,
        @JdbcTypeCode(SqlTypes.JSON) Map<String, Object> custom) {

    static final AccountDetails EMPTY = new AccountDetails(null, "", null, null, null, null, null, null, null, null, true, Map.of());

    AccountDetails {
        custom = CustomMap.normalised(custom);
    }

    AccountDetails merged(AccountDraft draft, Map<String, @Nullable Object> customValues, MatchFoundStrategy by) {
        PostalAddress offered = draft.address().orNull();
        PostalAddress place = offered != null && by == MatchFoundStrategy.REPLACE && !offered.line().equals(address)
                ? offered
                : new PostalAddress(address, street, city, state, zipcode, "");
        return new AccountDetails(by.merge(title, draft.title()),
                place.line(),
                place.street(),
                place.city(),
                place.state(),
                place.zipcode(),
                by.merge(description, draft.description()),
                by.merge(accountType, draft.accountType()),
                by.merge(primaryEmail, draft.email().map(Handle::value)),
                by.merge(primaryPhone, draft.phone().map(Handle::value)),
                Objects.requireNonNullElse(by.merge(active, draft.active()), true),
                by.mergeEach(by.startOf(custom, draft.custom()), customValues));
    }

    AccountDetails archived() {
        return new AccountDetails(title, address, street, city, state, zipcode, description, accountType, primaryEmail, primaryPhone, false,
                custom);
    }
}
