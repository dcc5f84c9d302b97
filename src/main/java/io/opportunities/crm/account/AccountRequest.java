package io.opportunities.crm.account;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.opportunities.common.contact.EmailAddress;
import io.opportunities.crm.account.state.AccountDraft;
import io.opportunities.crm.account.state.AccountType;
import io.opportunities.crm.contact.point.ContactPoint;
import io.opportunities.crm.record.state.ExternalReference;
import io.opportunities.crm.record.state.RecordDraft;
import io.opportunities.matching.key.KeyRules;
import io.opportunities.web.error.Violations;
import io.opportunities.web.json.PatchField;
import io.opportunities.web.json.Required;
import io.opportunities.web.json.TextOrInteger;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.hibernate.validator.constraints.CodePointLength;
import tools.jackson.databind.JsonNode;

/** The body of {@code POST /accounts}, and of a PATCH, which may omit any member. */
@Schema(example = """
        {"title": "Rivera Residence", "address": ["1411 Holly St, Nashville, TN 37206"], "accountType": "RESIDENTIAL"}""")
record AccountRequest(
        @Required PatchField<@CodePointLength(min = 1, max = 255) String> title,
        @Required @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) PatchField<@Size(min = 1, max = 1) List<@CodePointLength(min = 1, max = 500) String>> address,
        PatchField<@CodePointLength(max = 10_000) String> description,
        PatchField<AccountType> accountType,
        PatchField<@CodePointLength(max = 254) @Email String> primaryEmail,
        @TextOrInteger PatchField<@CodePointLength(max = 50) String> primaryPhone,
        PatchField<@CodePointLength(max = 100) String> source,
        @TextOrInteger PatchField<@CodePointLength(max = 255) String> externalId,
        @Schema(implementation = Long.class) PatchField<@Size(max = 100) List<JsonNode>> contacts,
        @Schema(defaultValue = "true") PatchField<Boolean> isActive,
        PatchField<Map<String, JsonNode>> custom) {

    AccountRequest {
        primaryEmail = primaryEmail.map(EmailAddress::withoutName);
    }

    AccountDraft toDraft(KeyRules rules, Violations violations) {
        return new AccountDraft(
                new RecordDraft(title, address.map(line -> rules.address(line.isEmpty() ? "" : line.getFirst())), description,
                        primaryEmail.map(email -> ContactPoint.email(email, rules)),
                        ContactPoint.phone("primaryPhone", primaryPhone, rules, violations), PatchField.absent(),
                        new ExternalReference.Draft(source, externalId), isActive,
                        ContactPoint.contactIds(contacts, violations), custom),
                accountType);
    }
}
