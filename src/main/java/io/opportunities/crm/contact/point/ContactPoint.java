package io.opportunities.crm.contact.point;

import io.opportunities.common.contact.PhoneNumbers;
import io.opportunities.common.Text;
import io.opportunities.matching.key.KeyRules;
import io.opportunities.matching.key.MatchKeys;
import io.opportunities.web.error.Violation.Code;
import io.opportunities.web.error.Violations;
import io.opportunities.web.json.JsonValues;
import io.opportunities.web.json.PatchField;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An e-mail address or phone number.
 *
 * @param value the original text
 * @param key the normalised text for comparisons, in this record and in others; empty if the value names no one
 */
public record ContactPoint(String value, String key) {

    private static final Long NO_CONTACT = 0L;

    public ContactPoint {
        key = MatchKeys.fit(key);
    }

    public static ContactPoint email(String address, KeyRules rules) {
        return of(address, rules.email(address));
    }

    public static ContactPoint phone(String number, KeyRules rules) {
        return of(number, rules.phone(number));
    }

    /** Converts a member with a phone number. Fewer than three digits add a violation. */
    public static PatchField<ContactPoint> phone(String field, PatchField<String> written, KeyRules rules, Violations violations) {
        return written.map(number -> phone(field, number, rules, violations));
    }

    public static ContactPoint phone(String field, String number, KeyRules rules, Violations violations) {
        if (!PhoneNumbers.isPhone(number) && !violations.mentions(field)) {
            violations.add(field, Code.INVALID_FORMAT, "must have at least three digits; was " + Text.quote(number));
        }
        return phone(number, rules);
    }

    static ContactPoint of(String value, @Nullable String key) {
        return new ContactPoint(value, key == null ? "" : key);
    }

    /** Returns whether another value names the same: its key is equal, or neither has a key and the values are equal. */
    public boolean isSame(ContactPoint other) {
        return key.equals(other.key) && (!key.isEmpty() || value.equals(other.value));
    }

    /**
     * Converts the member {@code contacts} of a record: ids of existing contacts. The violation for an object says how to create a contact.
     */
    public static PatchField<List<Long>> contactIds(PatchField<List<JsonNode>> contacts, Violations violations) {
        return violations.mentions("contacts") ? PatchField.absent() : contacts.map(items -> {
            List<Long> ids = new ArrayList<>();
            for (int i = 0; i < items.size(); i++) {
                String field = "contacts[" + i + "]";
                Long id = items.get(i).isObject()
                        ? JsonValues.wrong(field, items.get(i), "must be the id of a contact: create it first with POST /contacts",
                                violations)
                        : JsonValues.id(field, items.get(i), violations);
                // an invalid id keeps its place, so that violations name the right index
                ids.add(id == null ? NO_CONTACT : id);
            }
            return ids;
        });
    }
}
