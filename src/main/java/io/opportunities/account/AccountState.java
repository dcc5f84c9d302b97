package io.opportunities.account;

import io.opportunities.changelog.Members;
import io.opportunities.matching.MatchKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * All of an account that a request can change.
 *
 * @param contacts ids, the primary one first, the others in their own order
 */
record AccountState(AccountDetails details, MatchKeys matchKeys, List<Long> contacts) {

    static final AccountState NEW = new AccountState(AccountDetails.EMPTY, new MatchKeys(null, null, null, null), List.of());

    AccountState {
        List<Long> ordered = new ArrayList<>(contacts.stream().limit(1).toList());
        contacts.stream().skip(1).distinct().filter(id -> !ordered.contains(id)).sorted().forEach(ordered::add);
        contacts = List.copyOf(ordered);
    }

    AccountState archived() {
        return new AccountState(details.archived(), matchKeys, contacts);
    }

    AccountState without(long contactId) {
        return new AccountState(details, matchKeys, contacts.stream().filter(id -> id != contactId).toList());
    }

    /** What clients can change, by the names of the wire, without what is empty. */
    Map<String, Object> members() {
        return new Members()
                .put("title", details.title())
                .put("description", details.description())
                .put("address", List.of(details.address()))
                .put("accountType", details.accountType() == null ? null : details.accountType().name())
                .put("isActive", details.active())
                .put("primaryEmail", details.primaryEmail())
                .put("primaryPhone", details.primaryPhone())
                .put("contacts", contacts)
                .putEach("custom.", details.custom())
                .all();
    }
}
