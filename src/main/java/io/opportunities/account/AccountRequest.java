package io.opportunities.account;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.opportunities.address.AddressParser;
import io.opportunities.common.PatchField;
import io.opportunities.common.PhoneNumbers;
import io.opportunities.common.Required;
import io.opportunities.common.Violations;
import io.opportunities.contact.Handle;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.hibernate.validator.constraints.CodePointLength;
import tools.jackson.databind.JsonNode;

/** The body of {@code POST /accounts}, and of a PATCH, which may leave out any member. */
@Schema(example = """
        {"title": "Cole Residence", "address": ["520 B Benton Ave, Nashville, TN 37204"], "accountType": "RESIDENTIAL"}""")
record AccountRequest(
        @Required PatchField<@CodePointLength(min = 1, max = 255) String> title,
        @Required @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) PatchField<@Size(min = 1, max = 1) List<@CodePointLength(min = 1, max = 500) String>> address,
        PatchField<@CodePointLength(max = 10_000) String> description,
        PatchField<AccountType> accountType,
        PatchField<@CodePointLength(max = 254) @Email String> primaryEmail,
        PatchField<@CodePointLength(max = 50) String> primaryPhone,
        @Schema(implementation = Long.class) PatchField<@Size(max = 100) List<JsonNode>> contacts,
        @Schema(defaultValue = "true") PatchField<Boolean> isActive,
        PatchField<Map<String, JsonNode>> custom) {

    AccountDraft toDraft(AddressParser addresses, PhoneNumbers phoneNumbers, Violations violations) {
        return new AccountDraft(title, address.map(line -> addresses.parse(line.isEmpty() ? "" : line.getFirst())), description,
                accountType,
                primaryEmail.map(Handle::email), Handle.phone("primaryPhone", primaryPhone, phoneNumbers, violations), isActive,
                Handle.contactIds(contacts, violations), custom);
    }
}
