package io.opportunities.crm.contact;

import io.opportunities.web.json.PatchField;
import java.util.List;

/** The content of a request for a contact, with well-formed members. */
record ContactDraft(PatchField<String> name, PatchField<String> title, PatchField<List<ContactPoint>> emails,
        PatchField<List<ContactPoint>> phones,
        PatchField<List<Long>> accountIds) {

    /** Returns the contact for a record's e-mail and phone. Its first e-mail or phone serves as its name. */
    static ContactDraft unnamed(List<ContactPoint> emails, List<ContactPoint> phones) {
        String name = (emails.isEmpty() ? phones : emails).getFirst().value();
        return new ContactDraft(PatchField.given(name), PatchField.absent(), PatchField.given(emails), PatchField.given(phones),
                PatchField.absent());
    }

    List<ContactPoint> emailsOrNone() {
        return emails.or(List.of());
    }

    List<ContactPoint> phonesOrNone() {
        return phones.or(List.of());
    }
}
