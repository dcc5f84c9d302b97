package io.opportunities.identity.apikey;

import io.opportunities.identity.ApiKeyScope;
import io.opportunities.identity.ApiKeyToken;
import io.opportunities.identity.tenant.CompanyId;
import io.opportunities.identity.tenant.TenantEntity;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import java.time.Instant;
import org.hibernate.annotations.SQLRestriction;
import org.jspecify.annotations.Nullable;

/** An API key. The database stores only the SHA-256 of its token. */
@Entity
@SQLRestriction(CompanyId.OWN)
class ApiKey extends TenantEntity {

    private long userId;
    private @Nullable String name;
    private @Nullable String description;

    @Convert(converter = ScopeConverter.class)
    private ApiKeyScope scope;

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

    ApiKey(long userId, ApiKeyDraft draft, ApiKeyToken token, Instant now) {
        this.userId = userId;
        this.name = draft.name();
        this.description = draft.description();
        this.scope = draft.scope();
        this.expiresAt = draft.expiresAt();
        this.tokenPrefix = token.prefix();
        this.tokenHash = token.hash();
        this.createdAt = now;
    }

    void revoke(Instant now) {
        revokedAt = now;
    }

    ApiKeyResponse response() {
        return new ApiKeyResponse(id(), userId, name, description, tokenPrefix, scope, createdAt, expiresAt, lastUsedAt,
                deprecatedPathCalls,
                deprecatedPathLastUsedAt);
    }

    /** Converts the scope to its JSON name. */
    static final class ScopeConverter implements AttributeConverter<ApiKeyScope, String> {

        @Override
        public String convertToDatabaseColumn(ApiKeyScope scope) {
            return scope.wireName();
        }

        @Override
        public ApiKeyScope convertToEntityAttribute(String column) {
            return ApiKeyScope.valueOf(column.toUpperCase(java.util.Locale.ROOT));
        }
    }
}
