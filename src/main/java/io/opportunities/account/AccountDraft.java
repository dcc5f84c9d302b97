package io.opportunities.account;

import io.opportunities.address.PostalAddress;
import io.opportunities.common.PatchField;
import io.opportunities.contact.Handle;
import io.opportunities.matching.MatchKeys;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a request says of an account, its members well formed. */
record AccountDraft(PatchField<String> title, PatchField<PostalAddress> address, PatchField<String> description,
        PatchField<AccountType> accountType, PatchField<Handle> email, PatchField<Handle> phone, PatchField<Boolean> active,
        PatchField<List<Long>> contacts, PatchField<Map<String, JsonNode>> custom) {

    MatchKeys matchKeys() {
        return MatchKeys.of(title.orNull(), key(email), key(phone), address.toOptional().map(PostalAddress::canonical).orElse(null));
    }

    private static @Nullable String key(PatchField<Handle> handle) {
        return handle.toOptional().map(Handle::key).orElse(null);
    }
}
