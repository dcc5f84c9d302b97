package io.opportunities.crm.opportunity.state;

import io.opportunities.crm.changelog.field.MemberReader;
import io.opportunities.crm.property.value.CustomValuesNormaliser;
import io.opportunities.matching.MatchFoundStrategy;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** The details that only an opportunity has and clients set. Equal records carry equal details, so inequality means a change. */
@Embeddable
public record OpportunityDetails(@JdbcTypeCode(SqlTypes.ARRAY) List<String> trades, @Nullable Long accountId, @Nullable BigDecimal value,
        @Nullable BigDecimal size, @Nullable BigDecimal confidence, @Enumerated(EnumType.STRING) OpportunityStatus status,
        @Nullable Long ownerId, @Nullable Long salesRepId, @Nullable Long projectManagerId) {

    static final OpportunityDetails EMPTY = new OpportunityDetails(List.of(), null, null, null, null, OpportunityStatus.ACTIVE, null, null,
            null);

    public OpportunityDetails {
        value = CustomValuesNormaliser.plain(value);
        size = CustomValuesNormaliser.plain(size);
        confidence = CustomValuesNormaliser.plain(confidence);
    }

    /** Returns the details of a past version. */
    public static OpportunityDetails of(MemberReader past) {
        return new OpportunityDetails(past.texts("trades"), past.id("accountId"), past.number("value"), past.number("size"),
                past.number("confidence"), OpportunityStatus.valueOf(past.text("status", "ACTIVE")), past.id("ownerId"),
                past.id("salesRepId"), past.id("projectManagerId"));
    }

    /** Returns these details after a request. */
    OpportunityDetails merged(OpportunityDraft draft, MatchFoundStrategy by) {
        OpportunityDraft.Links links = draft.links();
        return new OpportunityDetails(Objects.requireNonNullElse(by.merge(trades, draft.trades()), List.of()),
                MatchFoundStrategy.ENRICH.merge(accountId, links.accountId()),
                by.merge(value, draft.value()),
                by.merge(size, draft.size()),
                by.merge(confidence, draft.confidence()),
                Objects.requireNonNullElse(by.merge(status, draft.status()), OpportunityStatus.ACTIVE),
                by.merge(ownerId, links.ownerId()),
                by.merge(salesRepId, links.salesRepId()),
                by.merge(projectManagerId, links.projectManagerId()));
    }
}
