package io.opportunities.crm.contact.match;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The contact that a call found or created for the e-mail and phone of a record.
 *
 * @param id null without a contact, and for a new one in a dry run
 * @param conflictId another contact, which has the phone; null if there is none
 */
public record ContactMatch(Outcome outcome, @Nullable Long id, @Nullable Long conflictId) {

    /** The call looked for no contact. */
    public static final ContactMatch NONE = new ContactMatch(Outcome.NONE, null, null);

    public static ContactMatch created(@Nullable Long id) {
        return new ContactMatch(Outcome.CREATED, id, null);
    }

    /** Returns the headers of the call. */
    public Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("X-Contact-Outcome", outcome.wireName());
        if (conflictId != null) {
            headers.put("X-Contact-Conflict", conflictId.toString());
        }
        return headers;
    }

    /** The result of the search for a contact. */
    public enum Outcome {

        CREATED, MATCHED, NONE;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
