package io.opportunities.crm.account;

import io.opportunities.crm.account.state.AccountState;
import io.opportunities.crm.contact.point.ContactReachable;
import io.opportunities.crm.record.state.RecordDetails;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An account in the present or a past version, for a response.
 *
 * @param id null if it is not saved, as in a dry run
 * @param number null if it is not saved
 */
record AccountView(@Nullable Long id, @Nullable Long number, AccountState state, @Nullable Long mergedIntoId, long createdById,
        Instant createdAt,
        Instant updatedAt) {

    static AccountView of(Account account) {
        return new AccountView(account.idOrNull(), account.number(), account.state(), account.mergedIntoId(), account.createdById(),
                account.createdAt(),
                account.updatedAt());
    }

    RecordDetails details() {
        return state.common().details();
    }

    List<Long> contacts() {
        return state.common().contacts();
    }

    /**
     * @param custom the visible custom values
     * @param contacts the contacts in the response
     */
    AccountResponse response(Map<String, Object> custom, List<ContactReachable> contacts) {
        RecordDetails details = details();
        return new AccountResponse(id, number, details.title(), List.of(details.place().line()), details.place().street(),
                details.place().city(), details.place().state(), details.place().zipcode(), details.description(), state.accountType(),
                details.primaryEmail(), details.primaryPhone(), details.source(), details.externalId(), contacts, custom, details.active(),
                mergedIntoId, createdById, createdAt, updatedAt);
    }
}
