package io.opportunities.contact;

import io.opportunities.common.PatchField;
import io.opportunities.common.PhoneNumbers;
import io.opportunities.common.Required;
import io.opportunities.common.Violations;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Size;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.hibernate.validator.constraints.CodePointLength;

/** The body of {@code POST /contacts}, and of a PATCH, which may leave out any member. */
@Schema(example = """
        {"name": "Dana Cole", "emails": ["dana@example.com"], "phones": ["+1 615 555 0134"]}""")
record ContactRequest(
        @Required PatchField<@CodePointLength(min = 1, max = 255) String> name,
        PatchField<@CodePointLength(max = 255) String> title,
        PatchField<@Size(max = 50) List<@CodePointLength(min = 3, max = 254) @Email String>> emails,
        PatchField<@Size(max = 50) List<@CodePointLength(min = 1, max = 50) String>> phones,
        PatchField<@Size(max = 100) List<Long>> accountIds) {

    ContactDraft toDraft(PhoneNumbers numbers, Violations violations) {
        return new ContactDraft(name, title, emails.map(written -> withoutTwins(written.stream().map(Handle::email).toList())),
                phones.map(written -> withoutTwins(IntStream.range(0, written.size())
                        .mapToObj(i -> Handle.phone("phones[" + i + "]", written.get(i), numbers, violations)).toList())),
                accountIds.map(ids -> ids.stream().distinct().sorted().toList()));
    }

    /** Two spellings of one are one. */
    private static List<Handle> withoutTwins(List<Handle> handles) {
        Map<String, Handle> byKey = new LinkedHashMap<>();
        handles.forEach(handle -> byKey.putIfAbsent(handle.key(), handle));
        return List.copyOf(byKey.values());
    }
}
