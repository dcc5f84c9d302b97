package io.opportunities.crm.account;

import io.opportunities.crm.account.state.AccountType;
import io.opportunities.crm.property.PropertyService;
import io.opportunities.crm.record.RecordSearchFields;
import io.opportunities.matching.key.MatchableFields;
import io.opportunities.search.FieldType;
import io.opportunities.search.RecordType;
import io.opportunities.search.SearchField;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The search fields of accounts. */
@Component
final class AccountSearchFields extends RecordSearchFields {

    private static final String CONTACTS = "r.id in (select l.accountId from AccountContact l where {l.contactId})";

    AccountSearchFields(MatchableFields shared, PropertyService properties) {
        super(RecordType.ACCOUNT, List.of(
                SearchField.of("number", FieldType.INTEGER, "r.number"),
                SearchField.oneOf("accountType", AccountType.class, "r.accountType"),
                SearchField.where("contacts", FieldType.INTEGER, CONTACTS).described("the id of a contact")), Set.of("custom"), shared,
                properties);
    }
}
