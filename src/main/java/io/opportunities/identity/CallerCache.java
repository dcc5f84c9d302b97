package io.opportunities.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Remembers for a second whose a token is, by its SHA-256, so that most requests need not ask for it. What is remembered may be out of date:
 * every transaction asks as it begins whether it still holds, see {@link CompanyTransactions}.
 */
@Component
public final class CallerCache {

    private static final Duration KEPT = Duration.ofSeconds(1);
    private static final int MOST = 10_000;

    private final Credentials credentials;
    private final Cache<ByteBuffer, Caller> callers = Caffeine.newBuilder().expireAfterWrite(KEPT).maximumSize(MOST).build();

    CallerCache(Credentials credentials) {
        this.credentials = credentials;
    }

    /** As of a second ago at most; unknown tokens are looked up each time. */
    Optional<Caller> callerOf(Token token) {
        return Optional.ofNullable(callers.getIfPresent(key(token))).or(() -> presentCallerOf(token));
    }

    /** As of now. */
    Optional<Caller> presentCallerOf(Token token) {
        Optional<Caller> caller = credentials.callerOf(token);
        caller.ifPresent(known -> callers.put(key(token), known));
        return caller;
    }

    /** Forgets what turned out to be wrong. */
    void forget(Caller caller) {
        callers.asMap().values().removeIf(caller::equals);
    }

    /** Forgets the keys of the caller's company once the transaction commits, which changes one of them or a user. */
    public void forgetCompanyAfterCommit() {
        long companyId = Caller.current().companyId();
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {

            @Override
            public void afterCommit() {
                callers.asMap().values().removeIf(caller -> caller.companyId() == companyId);
            }
        });
    }

    private static ByteBuffer key(Token token) {
        return ByteBuffer.wrap(token.hash());
    }
}
