package io.opportunities.contact;

import io.opportunities.common.EmailAddress;
import io.opportunities.common.JsonValue;
import io.opportunities.common.PatchField;
import io.opportunities.common.PhoneNumbers;
import io.opportunities.common.Text;
import io.opportunities.common.Violation.Code;
import io.opportunities.common.Violations;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * An e-mail address or phone number.
 *
 * @param value as it was written
 * @param key as it is compared
 */
public record Handle(String value, String key) {

    private static final Long NO_CONTACT = 0L;

    public static Handle email(String address) {
        return new Handle(address, EmailAddress.key(address));
    }

    /** A member that holds a phone number; one with fewer than three digits is noted, and has an empty key. */
    public static PatchField<Handle> phone(String field, PatchField<String> written, PhoneNumbers numbers, Violations violations) {
        return written.map(number -> phone(field, number, numbers, violations));
    }

    static Handle phone(String field, String number, PhoneNumbers numbers, Violations violations) {
        String key = numbers.key(number);
        if (key == null && !violations.mentions(field)) {
            violations.add(field, Code.INVALID_FORMAT, "must have at least three digits; was " + Text.quote(number));
        }
        return new Handle(number, key == null ? "" : key);
    }

    /** The member {@code contacts} of a record: ids of contacts that exist. An object is refused with the way to make it one. */
    public static PatchField<List<Long>> contactIds(PatchField<List<JsonNode>> contacts, Violations violations) {
        return violations.mentions("contacts") ? PatchField.absent() : contacts.map(items -> {
            List<Long> ids = new ArrayList<>();
            for (int i = 0; i < items.size(); i++) {
                String field = "contacts[" + i + "]";
                Long id = items.get(i).isObject()
                        ? JsonValue.wrong(field, items.get(i), "must be the id of a contact: create it first with POST /contacts",
                                violations)
                        : JsonValue.id(field, items.get(i), violations);
                // what is no id keeps its place, so that the others are named by theirs
                ids.add(id == null ? NO_CONTACT : id);
            }
            return ids;
        });
    }
}
