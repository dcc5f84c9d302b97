package io.opportunities.crm.delivery;

import io.opportunities.crm.event.EventSettings;
import io.opportunities.database.RetentionTask;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Registers the removal of old outcomes of deliveries: they are kept as long as events are. */
@Configuration(proxyBeanMethods = false)
class DeliveryRetention {

    @Bean
    RetentionTask.Rule expiredDeliveries(EventSettings settings) {
        return new RetentionTask.Rule("webhook_delivery", settings.eventRetention());
    }
}
