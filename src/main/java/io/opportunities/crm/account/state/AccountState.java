package io.opportunities.crm.account.state;

import io.opportunities.crm.changelog.field.FieldValues;
import io.opportunities.crm.record.state.CommonState;
import io.opportunities.crm.record.state.RecordDetails;
import io.opportunities.crm.record.state.RecordState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The state of an account that a request can change.
 *
 * @param common whose contacts after the primary one are in ascending order
 */
public record AccountState(CommonState common, @Nullable AccountType accountType) implements RecordState<AccountState> {

    public static final AccountState NEW = new AccountState(CommonState.NEW, null);

    public AccountState {
        List<Long> ordered = new ArrayList<>(common.contacts().stream().limit(1).toList());
        common.contacts().stream().skip(1).distinct().filter(id -> !ordered.contains(id)).sorted().forEach(ordered::add);
        common = common.withContacts(List.copyOf(ordered));
    }

    @Override
    public AccountState archived() {
        return new AccountState(common.archived(), accountType);
    }

    /** Returns the contacts that the other state lacks. */
    public List<Long> contactsBesides(AccountState other) {
        return common.contacts().stream().filter(id -> !other.common.contacts().contains(id)).toList();
    }

    @Override
    public Map<String, Object> members() {
        RecordDetails details = common.details();
        return new FieldValues()
                .putAll(common.subject())
                .put("accountType", accountType == null ? null : accountType.name())
                .put("isActive", details.active())
                .putAll(common.references())
                .putEach("custom.", details.custom())
                .all();
    }
}
