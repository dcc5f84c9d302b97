package io.opportunities.opportunity;

import io.opportunities.address.PostalAddress;
import io.opportunities.common.PatchField;
import io.opportunities.contact.ContactSummary;
import io.opportunities.contact.Handle;
import io.opportunities.matching.MatchKeys;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a request says of an opportunity, its members well formed. Whether the records it names exist, and whether its custom values fit,
 * the service checks.
 */
record OpportunityDraft(PatchField<String> title, PatchField<PostalAddress> address, PatchField<List<String>> trades,
        PatchField<String> description, PatchField<BigDecimal> value, PatchField<BigDecimal> size, PatchField<BigDecimal> confidence,
        PatchField<OpportunityStatus> status, PatchField<Boolean> active, PatchField<Handle> email, PatchField<Handle> phone,
        PatchField<Map<String, JsonNode>> custom, Links links) {

    /**
     * The records it names.
     *
     * @param accountMember under which of its two names the account came
     */
    record Links(String accountMember, PatchField<Long> accountId, PatchField<Long> workflowId, PatchField<Long> phaseId,
            PatchField<List<Long>> contacts,
            PatchField<Long> ownerId, PatchField<Long> salesRepId, PatchField<Long> projectManagerId) {}

    boolean hasHandle() {
        return email.orNull() != null || phone.orNull() != null;
    }

    /** What it is found by; where it has no e-mail and no phone, those of its first contact count. */
    MatchKeys matchKeys(@Nullable ContactSummary firstContact) {
        ContactSummary supplier = hasHandle() ? null : firstContact;
        Handle mail = supplier == null ? email.orNull() : supplier.email();
        Handle number = supplier == null ? phone.orNull() : supplier.phone();
        return MatchKeys.of(title.orNull(), key(mail), key(number), address.toOptional().map(PostalAddress::canonical).orElse(null));
    }

    private static @Nullable String key(@Nullable Handle handle) {
        return handle == null ? null : handle.key();
    }
}
