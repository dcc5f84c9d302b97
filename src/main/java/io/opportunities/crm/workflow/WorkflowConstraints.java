package io.opportunities.crm.workflow;

import io.opportunities.web.error.ConstraintError;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The errors for constraints on workflows. */
@Configuration(proxyBeanMethods = false)
class WorkflowConstraints {

    @Bean
    ConstraintError workflowName() {
        return ConstraintError.taken("workflow_name_uk", "name");
    }
}
