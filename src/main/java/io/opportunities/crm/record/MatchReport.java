package io.opportunities.crm.record;

import io.opportunities.crm.changelog.field.FieldChange;
import io.opportunities.crm.contact.match.ContactMatch;
import io.opportunities.matching.KeyMatch;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects why one call matched or created its record: for its headers, the changelog and an explanation. */
public final class MatchReport {

    private List<KeyMatch> keys = List.of();
    private ContactMatch contact = ContactMatch.NONE;
    private List<FieldChange> changes = List.of();

    MatchReport compared(List<KeyMatch> compared) {
        this.keys = compared;
        return this;
    }

    void found(ContactMatch match) {
        this.contact = match;
    }

    void changed(Map<String, Object> before, Map<String, Object> after) {
        this.changes = FieldChange.between(before, after);
    }

    List<FieldChange> changes() {
        return changes;
    }

    ContactMatch contact() {
        return contact;
    }

    /** Returns the receipt for the changelog; null if the call compared no keys. */
    @Nullable
    Map<String, Object> entry(String outcome) {
        if (keys.isEmpty()) {
            return null;
        }
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("outcome", outcome);
        entry.put("keys", keys);
        entry.put("contact", MatchReceipt.ContactReceipt.of(contact));
        return entry;
    }

    /** @param each what each key of the request finds */
    MatchReceipt receipt(String outcome, @Nullable Long recordId, List<KeyMatch> each, List<String> ignored) {
        return new MatchReceipt(outcome, recordId, each, MatchReceipt.ContactReceipt.of(contact), changes, ignored);
    }
}
