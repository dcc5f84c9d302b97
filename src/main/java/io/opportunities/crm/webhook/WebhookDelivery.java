package io.opportunities.crm.webhook;

import io.opportunities.identity.tenant.CompanyId;
import io.opportunities.identity.tenant.TenantEntity;
import jakarta.persistence.Entity;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.SQLRestriction;
import org.jspecify.annotations.Nullable;

/** The outcome of a delivery, which the delivery package writes. */
@Entity
@SQLRestriction(CompanyId.OWN)
@Immutable
class WebhookDelivery extends TenantEntity {

    private long webhookId;
    private long sequence;
    private String triggerKey;
    private String recordType;
    private long recordId;
    private String status;
    private int attempts;
    private Instant firstAt;
    private Instant lastAt;
    private @Nullable Integer responseStatus;
    private int latency;
    private @Nullable String response;

    @SuppressWarnings("NullAway.Init")
    protected WebhookDelivery() {}

    DeliveryResponse toResponse() {
        return new DeliveryResponse(id(), webhookId, "evt_" + sequence, triggerKey, recordType, recordId, status, attempts, firstAt, lastAt,
                responseStatus, latency, response);
    }
}
