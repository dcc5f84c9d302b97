package io.opportunities.contact;

import io.opportunities.common.PatchField;
import java.util.List;

/** What a request says of a contact, its members well formed. */
record ContactDraft(PatchField<String> name, PatchField<String> title, PatchField<List<Handle>> emails, PatchField<List<Handle>> phones,
        PatchField<List<Long>> accountIds) {

    /** The contact of a record's e-mail and phone, which has no other name yet. */
    static ContactDraft unnamed(List<Handle> emails, List<Handle> phones) {
        String name = (emails.isEmpty() ? phones : emails).getFirst().value();
        return new ContactDraft(PatchField.given(name), PatchField.absent(), PatchField.given(emails), PatchField.given(phones),
                PatchField.absent());
    }

    List<Handle> emailsOrNone() {
        return emails.or(List.of());
    }

    List<Handle> phonesOrNone() {
        return phones.or(List.of());
    }
}
