package io.opportunities.identity.authentication;

import io.opportunities.identity.ApiKeyToken;
import io.opportunities.identity.Caller;
import io.opportunities.web.error.ApiException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/**
 * Looks up the keys from addresses over their limit, all waiting ones in one statement, at most 20 times a second. A flood of unknown keys
 * then costs few statements. A valid key among them is found within the same time, even if this replica has not seen it before.
 */
@Component
final class ApiKeyLookupBatch {

    private static final long BATCH_DELAY_MILLIS = 50;
    private static final int MAX_WAITING = 1_000;

    private final CredentialLookup credentials;
    private final Executor later = CompletableFuture.delayedExecutor(BATCH_DELAY_MILLIS, TimeUnit.MILLISECONDS,
            Executors.newVirtualThreadPerTaskExecutor());
    private Set<ByteBuffer> waiting = new HashSet<>();
    private CompletableFuture<Map<ByteBuffer, Caller>> answer = CompletableFuture.completedFuture(Map.of());

    ApiKeyLookupBatch(CredentialLookup credentials) {
        this.credentials = credentials;
    }

    /** @throws ApiException 429 if too many others wait */
    Optional<Caller> callerOf(ApiKeyToken token) {
        ByteBuffer hash = ByteBuffer.wrap(token.hash());
        try {
            return Optional.ofNullable(answerWith(hash).join().get(hash));
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }

    private synchronized CompletableFuture<Map<ByteBuffer, Caller>> answerWith(ByteBuffer hash) {
        if (waiting.isEmpty()) {
            answer = answer.handleAsync((before, failed) -> credentials.callersOf(drainWaiting()), later);
        } else if (waiting.size() == MAX_WAITING && !waiting.contains(hash)) {
            throw ApiException.rateLimited("too many API keys are being looked up", Duration.ofSeconds(1));
        }
        waiting.add(hash);
        return answer;
    }

    private synchronized Set<ByteBuffer> drainWaiting() {
        Set<ByteBuffer> taken = waiting;
        waiting = new HashSet<>();
        return taken;
    }
}
