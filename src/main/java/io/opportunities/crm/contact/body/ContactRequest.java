package io.opportunities.crm.contact.body;

import io.opportunities.common.contact.EmailAddress;
import io.opportunities.crm.contact.point.ContactPoint;
import io.opportunities.crm.contact.point.ContactPoints;
import io.opportunities.matching.key.KeyRules;
import io.opportunities.web.error.Violations;
import io.opportunities.web.json.PatchField;
import io.opportunities.web.json.Required;
import io.opportunities.web.json.TextOrInteger;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.hibernate.validator.constraints.CodePointLength;

/** The body of {@code POST /contacts}, and of a PATCH, which may omit any member. */
@Schema(example = """
        {"name": "Dana Cole", "title": "Owner", "emails": ["dana@example.com"], "phones": ["+1 615 555 0134"]}""")
public record ContactRequest(
        @Required PatchField<@CodePointLength(min = 1, max = 255) String> name,
        PatchField<@CodePointLength(max = 255) String> title,
        PatchField<@Size(max = ContactPoints.MAX) List<@CodePointLength(min = 3, max = 254) @Email String>> emails,
        @TextOrInteger PatchField<@Size(max = ContactPoints.MAX) List<@CodePointLength(min = 1, max = 50) String>> phones,
        PatchField<@Size(max = 100) List<Long>> accountIds) {

    public ContactRequest {
        emails = emails.map(written -> written.stream().map(EmailAddress::withoutName).toList());
    }

    public ContactDraft toDraft(KeyRules rules, Violations violations) {
        return new ContactDraft(name, title,
                emails.map(written -> withoutTwins(written.stream().map(email -> ContactPoint.email(email, rules)).toList())),
                phones.map(written -> withoutTwins(IntStream.range(0, written.size())
                        .mapToObj(i -> ContactPoint.phone("phones[" + i + "]", written.get(i), rules, violations)).toList())),
                accountIds.map(ids -> ids.stream().distinct().sorted().toList()));
    }

    /** Removes repeated spellings of the same value. */
    private static List<ContactPoint> withoutTwins(List<ContactPoint> points) {
        List<ContactPoint> different = new ArrayList<>();
        points.stream().filter(point -> different.stream().noneMatch(point::isSame)).forEach(different::add);
        return List.copyOf(different);
    }
}
