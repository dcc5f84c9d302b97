package io.opportunities.identity.user;

import io.opportunities.web.error.ConstraintError;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The errors for constraints on users. */
@Configuration(proxyBeanMethods = false)
class UserConstraints {

    @Bean
    ConstraintError userEmail() {
        return ConstraintError.taken("app_user_email_uk", "email");
    }
}
