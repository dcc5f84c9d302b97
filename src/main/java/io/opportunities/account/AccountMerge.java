package io.opportunities.account;

import io.opportunities.common.PatchField;
import io.opportunities.contact.ContactMatcher;
import io.opportunities.contact.Handles;
import io.opportunities.matching.MatchFoundStrategy;
import io.opportunities.matching.MatchKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Puts a checked request and the state of an account together, the way a strategy says. */
record AccountMerge(Checked request, Map<String, @Nullable Object> custom, MatchFoundStrategy strategy) {

    /** @param matcher finds or makes the contact, where the e-mail or phone changes */
    AccountState onto(AccountState before, ContactMatcher matcher) {
        AccountDetails details = before.details().merged(request.draft(), custom, strategy);
        MatchKeys keys = keys(before, details);
        return new AccountState(details, keys, contacts(before, details, keys, matcher));
    }

    private List<Long> contacts(AccountState before, AccountDetails after, MatchKeys keys, ContactMatcher matcher) {
        PatchField<List<Long>> offered = request.draft().contacts().map(sent -> request.contacts());
        List<Long> ids = new ArrayList<>(Objects.requireNonNullElse(strategy.merge(before.contacts(), offered), List.of()));
        Handles record = Handles.of(after.primaryEmail(), keys.emailKey(), after.primaryPhone(), keys.phoneKey());
        Handles brought = Handles.brought(request.draft().email(), request.draft().phone(), record);
        if (brought.differ(before.details().primaryEmail(), before.details().primaryPhone())) {
            matcher.match(record, brought, null).ifPresent(ids::addFirst);
        }
        return ids;
    }

    private MatchKeys keys(AccountState before, AccountDetails after) {
        MatchKeys offered = request.draft().matchKeys();
        MatchKeys old = before.matchKeys();
        AccountDetails was = before.details();
        return MatchKeys.of(after.title(),
                MatchKeys.follow(after.primaryEmail(), was.primaryEmail(), old.emailKey(), offered.emailKey()),
                MatchKeys.follow(after.primaryPhone(), was.primaryPhone(), old.phoneKey(), offered.phoneKey()),
                MatchKeys.follow(after.address(), was.address(), old.addressKey(), offered.addressKey()));
    }
}
