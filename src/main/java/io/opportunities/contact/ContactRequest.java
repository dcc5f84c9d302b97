package io.opportunities.contact;

import io.opportunities.common.PatchField;
import io.opportunities.common.PhoneNumbers;
import io.opportunities.common.Required;
import io.opportunities.common.Violations;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.stream.IntStream;
import org.hibernate.validator.constraints.CodePointLength;

/** The body of {@code POST /contacts}. */
@Schema(example = """
        {"name": "Dana Cole", "emails": ["dana@example.com"], "phones": ["+1 615 555 0134"]}""")
record ContactRequest(
        @Required PatchField<@CodePointLength(min = 1, max = 255) String> name,
        PatchField<@CodePointLength(max = 255) String> title,
        PatchField<@Size(max = 50) List<@CodePointLength(min = 3, max = 254) @Email String>> emails,
        PatchField<@Size(max = 50) List<@CodePointLength(min = 1, max = 50) String>> phones,
        PatchField<@Size(max = 100) List<Long>> accountIds) {

    ContactDraft toDraft(PhoneNumbers numbers, Violations violations) {
        List<Handle> emailHandles = emails.or(List.of()).stream().map(Handle::email).toList();
        List<String> written = phones.or(List.of());
        List<Handle> phoneHandles = IntStream.range(0, written.size())
                .mapToObj(i -> Handle.phone("phones[" + i + "]", written.get(i), numbers, violations)).toList();
        return new ContactDraft(name.or(""), title.orNull(), emailHandles, phoneHandles, accountIds.or(List.of()));
    }
}
