package io.opportunities.crm.opportunity;

import io.opportunities.crm.record.state.ExternalReference;
import io.opportunities.search.RecordType;
import io.opportunities.web.error.ConstraintError;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The errors for constraints on opportunities. */
@Configuration(proxyBeanMethods = false)
class OpportunityConstraints {

    @Bean
    ConstraintError opportunityExternalReferenceIsTaken() {
        return new ConstraintError("opportunity_external_key_uk", () -> ExternalReference.taken(RecordType.OPPORTUNITY));
    }

    @Bean
    ConstraintError accountIsActive() {
        return ConstraintError.conflict("opportunity_account_is_active",
                "the account of this opportunity is archived: restore it first");
    }
}
