package io.opportunities.crm.delivery;

import io.opportunities.database.RetentionTask;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Registers the removal of old outcomes of deliveries. They are kept for a week, as there is one for each event and webhook. */
@Configuration(proxyBeanMethods = false)
class DeliveryRetention {

    private static final Duration RETENTION = Duration.ofDays(7);

    @Bean
    RetentionTask.Rule expiredDeliveries() {
        return new RetentionTask.Rule("webhook_delivery", RETENTION);
    }
}
