package io.opportunities.crm.merge;

import io.opportunities.web.error.ConstraintError;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The errors for constraints on merges. */
@Configuration(proxyBeanMethods = false)
class MergeConstraints {

    @Bean
    ConstraintError contactHasFewHandles() {
        return ConstraintError.conflict("contact_handles_count", "a contact has at most 50 e-mails and 50 phone numbers");
    }

    @Bean
    ConstraintError mergeMovesFew() {
        return ConstraintError.conflict("record_merge_moves",
                "more than 1000 records are linked to one of the sources: a merge moves at most 1000 at once");
    }
}
