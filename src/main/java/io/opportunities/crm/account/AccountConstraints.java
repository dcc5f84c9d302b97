package io.opportunities.crm.account;

import io.opportunities.crm.record.state.ExternalReference;
import io.opportunities.search.RecordType;
import io.opportunities.web.error.ConstraintError;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The errors for constraints on accounts. */
@Configuration(proxyBeanMethods = false)
class AccountConstraints {

    @Bean
    ConstraintError accountExternalReferenceIsTaken() {
        return new ConstraintError("account_external_key_uk", () -> ExternalReference.taken(RecordType.ACCOUNT));
    }

    @Bean
    ConstraintError accountHasNoActiveOpportunity() {
        return ConstraintError.conflict("account_has_no_active_opportunity",
                "active opportunities belong to this account: archive them first");
    }
}
