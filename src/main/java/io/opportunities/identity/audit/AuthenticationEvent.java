package io.opportunities.identity.audit;

import io.opportunities.identity.tenant.CompanyId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.SQLRestriction;
import org.jspecify.annotations.Nullable;

/** The use or refusal of a key or a password; immutable. */
@Entity
@SQLRestriction(CompanyId.OWN)
@Immutable
class AuthenticationEvent {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "authentication_event_seq")
    @SequenceGenerator(name = "authentication_event_seq", sequenceName = "authentication_event_seq", allocationSize = 1)
    private @Nullable Long id;

    @CompanyId
    @PartitionKey
    @Column(updatable = false)
    private @Nullable Long companyId;

    private Instant at;

    @Enumerated(EnumType.STRING)
    private AuthenticationEventType kind;

    @Enumerated(EnumType.STRING)
    private @Nullable RefusalReason reason;

    @Column(name = "api_key_id")
    private @Nullable Long keyId;

    private long userId;
    private @Nullable String address;
    private @Nullable String requestId;

    @SuppressWarnings("NullAway.Init")
    protected AuthenticationEvent() {}

    AuthenticationEvent(AuthenticationEventType kind, long keyId, long userId, Instant at, @Nullable String address,
            @Nullable String requestId) {
        this.kind = kind;
        this.keyId = keyId;
        this.userId = userId;
        this.at = at;
        this.address = address;
        this.requestId = requestId;
    }

    long id() {
        return id == null ? 0 : id;
    }

    AuthenticationEventResponse response() {
        return new AuthenticationEventResponse(id(), at, kind, reason, keyId, userId, address, requestId);
    }
}
