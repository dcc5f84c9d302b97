package io.opportunities.apikey;

import io.opportunities.identity.CompanyId;
import io.opportunities.identity.KeyScope;
import io.opportunities.identity.Token;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import java.time.Instant;
import org.hibernate.annotations.PartitionKey;
import org.hibernate.annotations.SQLRestriction;
import org.jspecify.annotations.Nullable;

/** A key that calls act with; of its token only the SHA-256 is kept. */
@Entity
@SQLRestriction(CompanyId.OWN)
class ApiKey {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "api_key_seq")
    @SequenceGenerator(name = "api_key_seq", sequenceName = "api_key_seq")
    private @Nullable Long id;

    @CompanyId
    @PartitionKey
    @Column(updatable = false)
    private @Nullable Long companyId;

    private long userId;
    private @Nullable String name;
    private @Nullable String description;

    @Convert(converter = ScopeConverter.class)
    private KeyScope scope;

    private String tokenPrefix;
    private byte[] tokenHash;
    private Instant createdAt;
    private @Nullable Instant expiresAt;
    private @Nullable Instant revokedAt;

    @Column(updatable = false)
    private @Nullable Instant lastUsedAt;

    @Column(updatable = false)
    private long deprecatedPathCalls;

    @Column(updatable = false)
    private @Nullable Instant deprecatedPathLastUsedAt;

    @SuppressWarnings("NullAway.Init")
    protected ApiKey() {}

    ApiKey(long userId, ApiKeyDraft draft, Token token, Instant now) {
        this.userId = userId;
        this.name = draft.name();
        this.description = draft.description();
        this.scope = draft.scope();
        this.expiresAt = draft.expiresAt();
        this.tokenPrefix = token.prefix();
        this.tokenHash = token.hash();
        this.createdAt = now;
    }

    long id() {
        return id == null ? 0 : id;
    }

    void revoke(Instant now) {
        revokedAt = now;
    }

    ApiKeyResponse response() {
        return new ApiKeyResponse(id(), userId, name, description, tokenPrefix, scope, createdAt, expiresAt, lastUsedAt,
                deprecatedPathCalls,
                deprecatedPathLastUsedAt);
    }

    /** The scope as it is written on the wire. */
    static final class ScopeConverter implements AttributeConverter<KeyScope, String> {

        @Override
        public String convertToDatabaseColumn(KeyScope scope) {
            return scope.wireName();
        }

        @Override
        public KeyScope convertToEntityAttribute(String column) {
            return KeyScope.valueOf(column.toUpperCase(java.util.Locale.ROOT));
        }
    }
}
