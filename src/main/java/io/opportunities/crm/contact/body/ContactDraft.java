package io.opportunities.crm.contact.body;

import io.opportunities.crm.contact.point.ContactPoint;
import io.opportunities.crm.contact.point.ContactPoints;
import io.opportunities.web.json.PatchField;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The content of a request for a contact, with well-formed members. */
public record ContactDraft(PatchField<String> name, PatchField<String> title, PatchField<List<ContactPoint>> emails,
        PatchField<List<ContactPoint>> phones,
        PatchField<List<Long>> accountIds) {

    /** Returns the contact for a record's e-mail and phone. Without a name, its e-mail or phone serves as one. */
    public static ContactDraft of(ContactPoints points) {
        List<ContactPoint> emails = listOf(points.email());
        List<ContactPoint> phones = listOf(points.phone());
        String name = points.name() == null ? (emails.isEmpty() ? phones : emails).getFirst().value() : points.name();
        return new ContactDraft(PatchField.given(name), PatchField.absent(), PatchField.given(emails), PatchField.given(phones),
                PatchField.absent());
    }

    private static List<ContactPoint> listOf(@Nullable ContactPoint point) {
        return point == null ? List.of() : List.of(point);
    }

    public List<ContactPoint> emailsOrNone() {
        return emails.or(List.of());
    }

    public List<ContactPoint> phonesOrNone() {
        return phones.or(List.of());
    }
}
