package io.opportunities.crm.record.state;

import io.opportunities.address.PostalAddress;
import io.opportunities.crm.contact.point.ContactPoint;
import io.opportunities.matching.key.MatchBy;
import io.opportunities.matching.key.MatchKeys;
import io.opportunities.web.json.PatchField;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The members of a request that every record has, well-formed. Referenced contacts and custom values are not checked yet. */
public record RecordDraft(PatchField<String> title, PatchField<PostalAddress> address, PatchField<String> description,
        PatchField<ContactPoint> email, PatchField<ContactPoint> phone, PatchField<String> contactName, ExternalReference.Draft external,
        PatchField<Boolean> active, PatchField<List<Long>> contacts, PatchField<Map<String, JsonNode>> custom) {

    public boolean hasContactPoint() {
        return email.orNull() != null || phone.orNull() != null;
    }

    /** Returns the value by which a record matches, as sent; null if there is none. */
    @Nullable
    public String value(MatchBy by) {
        return switch (by) {
            case TITLE -> title.orNull();
            case PRIMARY_EMAIL -> email.map(ContactPoint::value).orNull();
            case PRIMARY_PHONE -> phone.map(ContactPoint::value).orNull();
            case ADDRESS -> address.map(PostalAddress::line).orNull();
            case EXTERNAL_ID -> external.externalId().orNull();
        };
    }

    public MatchKeys matchKeys() {
        return matchKeys(email.orNull(), phone.orNull());
    }

    /** Returns the match keys with another e-mail and phone. */
    public MatchKeys matchKeys(@Nullable ContactPoint otherEmail, @Nullable ContactPoint otherPhone) {
        return MatchKeys.NONE
                .with(MatchBy.TITLE, title.toOptional().map(MatchKeys::titleKey).orElse(null))
                .with(MatchBy.PRIMARY_EMAIL, otherEmail == null ? null : otherEmail.key())
                .with(MatchBy.PRIMARY_PHONE, otherPhone == null ? null : otherPhone.key())
                .with(MatchBy.ADDRESS, address.toOptional().flatMap(PostalAddress::matchKey).orElse(null))
                .with(MatchBy.EXTERNAL_ID, external.key());
    }
}
