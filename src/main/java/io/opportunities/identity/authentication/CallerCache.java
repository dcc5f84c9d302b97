package io.opportunities.identity.authentication;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.opportunities.database.ShardSettings;
import io.opportunities.identity.ApiKeyToken;
import io.opportunities.identity.Caller;
import io.opportunities.identity.tenant.CompanyTransactions;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Caches the caller of a token for a second, by its SHA-256, to save most lookups. An entry may be stale: every transaction verifies it at
 * its start, see {@link CompanyTransactions}.
 */
@Component
public final class CallerCache {

    private static final Duration RETENTION = Duration.ofSeconds(1);
    private static final int MAX_CALLERS = 10_000;

    private final CredentialLookup credentials;
    private final ApiKeyLookupBatch lookups;
    private final boolean sharded;
    private final Cache<ByteBuffer, Caller> callers = Caffeine.newBuilder().expireAfterWrite(RETENTION).maximumSize(MAX_CALLERS).build();

    CallerCache(CredentialLookup credentials, ApiKeyLookupBatch lookups, ShardSettings shards) {
        this.credentials = credentials;
        this.lookups = lookups;
        this.sharded = shards.sharded();
    }

    /**
     * Returns the caller of a token. Unknown tokens are looked up each time.
     *
     * @param exact whether to look up the current state; otherwise it is at most a second old
     * @param together whether the lookup joins a batch, see {@link ApiKeyLookupBatch}
     */
    Optional<Caller> callerOf(ApiKeyToken token, boolean exact, boolean together) {
        Caller known = exact ? null : callers.getIfPresent(key(token));
        return known != null ? Optional.of(known) : lookUp(token, together);
    }

    private Optional<Caller> lookUp(ApiKeyToken token, boolean together) {
        Optional<Caller> caller = together ? lookUpTogether(token) : credentials.callerOf(token);
        caller.ifPresent(known -> callers.put(key(token), known));
        return caller;
    }

    /** One node of several may be away: a key of another one is then found by itself. */
    private Optional<Caller> lookUpTogether(ApiKeyToken token) {
        try {
            return lookups.callerOf(token);
        } catch (DataAccessException failed) {
            if (sharded) {
                return credentials.callerOf(token);
            }
            throw failed;
        }
    }

    /** Removes a stale entry. */
    public void evict(Caller caller) {
        callers.asMap().values().removeIf(caller::equals);
    }

    /** Removes the keys of the caller's company after the commit of a transaction that changes a key or a user. */
    public void forgetCompanyAfterCommit() {
        long companyId = Caller.current().companyId();
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

            @Override
            public void afterCommit() {
                callers.asMap().values().removeIf(caller -> caller.companyId() == companyId);
            }
        });
    }

    private static ByteBuffer key(ApiKeyToken token) {
        return ByteBuffer.wrap(token.hash());
    }
}
