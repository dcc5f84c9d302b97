package io.opportunities.crm.opportunity.state;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.opportunities.common.contact.EmailAddress;
import io.opportunities.common.Text;
import io.opportunities.crm.contact.point.ContactPoint;
import io.opportunities.crm.record.state.ExternalReference;
import io.opportunities.crm.record.state.RecordDraft;
import io.opportunities.matching.key.KeyRules;
import io.opportunities.web.error.Violation.Code;
import io.opportunities.web.error.Violations;
import io.opportunities.web.json.CreateOnly;
import io.opportunities.web.json.PatchField;
import io.opportunities.web.json.Required;
import io.opportunities.web.json.TextOrInteger;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.validator.constraints.CodePointLength;
import org.hibernate.validator.constraints.Range;
import tools.jackson.databind.JsonNode;

/** The body of {@code POST /opportunities}, and of a PATCH, which may omit any member. */
@Schema(example = OpportunityRequest.EXAMPLE)
public record OpportunityRequest(
        @Required(clearable = true) PatchField<@CodePointLength(min = 1, max = 255) String> title,
        @Required @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) PatchField<@Size(min = 1, max = 1) List<@CodePointLength(min = 1, max = 500) String>> address,
        @Required PatchField<@Size(min = 1, max = 50) List<@CodePointLength(min = 1, max = 100) String>> trades,
        PatchField<@CodePointLength(max = 10_000) String> description,
        @CreateOnly PatchField<Long> accountId,
        @CreateOnly @Schema(deprecated = true, description = "Old name of accountId") PatchField<Long> clientId,
        PatchField<Long> workflowId,
        PatchField<Long> phaseId,
        PatchField<@Digits(integer = 15, fraction = 4) BigDecimal> value,
        PatchField<@Digits(integer = 15, fraction = 4) BigDecimal> size,
        PatchField<@Range(min = 0, max = 100) BigDecimal> confidence,
        @Schema(defaultValue = "ACTIVE") PatchField<OpportunityStatus> status,
        PatchField<@CodePointLength(max = 254) @Email String> primaryEmail,
        @TextOrInteger PatchField<@CodePointLength(max = 50) String> primaryPhone,
        PatchField<@CodePointLength(max = 255) String> primaryName,
        PatchField<@CodePointLength(max = 100) String> source,
        @TextOrInteger PatchField<@CodePointLength(max = 255) String> externalId,
        @Schema(implementation = Long.class) PatchField<@Size(max = 100) List<JsonNode>> contacts,
        PatchField<Long> ownerId,
        PatchField<Long> salesRepId,
        PatchField<Long> projectManagerId,
        @Schema(defaultValue = "true") PatchField<Boolean> isActive,
        PatchField<Map<String, JsonNode>> custom) {

    public OpportunityRequest {
        primaryEmail = primaryEmail.map(EmailAddress::withoutName);
        value = value.map(BigDecimal::stripTrailingZeros);
        size = size.map(BigDecimal::stripTrailingZeros);
    }

    static final String EXAMPLE = """
            {
              "title": "Replace roof, Benton Avenue",
              "address": ["520 B Benton Ave, Nashville, TN 37204"],
              "trades": ["Roofing"],
              "value": 18500,
              "primaryEmail": "dana@example.com",
              "primaryPhone": "(615) 555-0134"
            }""";

    public OpportunityDraft toDraft(KeyRules rules, Violations violations) {
        Long account = accountId.orNull();
        Long client = clientId.orNull();
        if (account != null && client != null && !account.equals(client)) {
            violations.add("clientId", Code.NOT_ALLOWED, "is the old name of accountId, which is %d; was %d".formatted(account, client));
        }
        return new OpportunityDraft(
                new RecordDraft(title, address.map(line -> rules.address(line.isEmpty() ? "" : line.getFirst())), description,
                        primaryEmail.map(email -> ContactPoint.email(email, rules)),
                        ContactPoint.phone("primaryPhone", primaryPhone, rules, violations), primaryName,
                        new ExternalReference.Draft(source, externalId), isActive,
                        ContactPoint.contactIds(contacts, violations), custom),
                trades.map(OpportunityRequest::withoutTwins), value, size, confidence, status,
                new OpportunityDraft.Links(account == null && client != null ? "clientId" : "accountId",
                        account == null && (client != null || accountId.isAbsent()) ? clientId : accountId, workflowId, phaseId, ownerId,
                        salesRepId, projectManagerId));
    }

    private static List<String> withoutTwins(List<String> trades) {
        Map<String, String> byKey = new LinkedHashMap<>();
        trades.forEach(trade -> byKey.putIfAbsent(Text.fold(trade), trade));
        return List.copyOf(byKey.values());
    }
}
