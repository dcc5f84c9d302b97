package io.opportunities.crm.webhook;

import io.opportunities.web.error.ConstraintError;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The errors for constraints on webhooks. */
@Configuration(proxyBeanMethods = false)
class WebhookConstraints {

    @Bean
    ConstraintError webhookRoom() {
        return ConstraintError.conflict("webhook_room", "a company has at most 50 webhooks");
    }
}
