package io.opportunities.identity.audit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import io.opportunities.common.Sha256;
import io.opportunities.identity.authentication.AuthenticationAttempt;
import io.opportunities.web.error.ApiException;
import io.opportunities.web.error.DatabaseErrorTranslator;
import jakarta.annotation.PreDestroy;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Buffers attempts and stores them every second, off the request thread. It stores repeated refusals of a key or e-mail from one address
 * once a minute. While the database is unavailable, up to 1,000 attempts wait, and further ones are only counted. Each takes bounded
 * memory.
 */
@Component
final class AuthenticationEventQueue implements AuthenticationAttempt.Listener {

    private static final int MAX_WAITING = 1_000;
    private static final int MAX_KEYS = 100_000;
    private static final Duration REPEAT_INTERVAL = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(AuthenticationEventQueue.class);

    private final BlockingQueue<AuthenticationAttempt> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
    private final Cache<Long, Boolean> inUse = Caffeine.newBuilder().maximumSize(MAX_KEYS).build();
    private final Cache<ByteBuffer, Boolean> refused = Caffeine.newBuilder().maximumSize(MAX_WAITING * 10L)
            .expireAfterWrite(REPEAT_INTERVAL).build();
    private final AuthenticationEventWriter writer;
    private final MeterRegistry meters;

    AuthenticationEventQueue(AuthenticationEventWriter writer, MeterRegistry meters) {
        this.writer = writer;
        this.meters = meters;
    }

    @Override
    public void record(AuthenticationAttempt attempt) {
        if (attempt instanceof AuthenticationAttempt.KeyUsed(var caller, var origin)) {
            if (inUse.asMap().putIfAbsent(caller.keyId(), true) == null && !waiting.offer(attempt)) {
                inUse.invalidate(caller.keyId());
            }
            return;
        }
        meters.counter("opportunities.authentication.refused", "what", what(attempt)).increment();
        if (refused.asMap().putIfAbsent(fingerprint(attempt), true) == null && !waiting.offer(attempt)) {
            meters.counter("opportunities.authentication.unwritten").increment();
        }
    }

    @Scheduled(fixedDelay = 1_000)
    @PreDestroy
    void write() {
        List<AuthenticationAttempt> batch = new ArrayList<>();
        waiting.drainTo(batch);
        for (int i = 0; i < batch.size(); i++) {
            try {
                writer.write(batch.get(i));
            } catch (DataAccessException | TransactionException | ApiException failure) {
                if (DatabaseErrorTranslator.isTransient(failure)) {
                    batch.subList(i, batch.size()).forEach(waiting::offer);
                    return;
                }
                // this attempt can never be stored, and must not block the others
                LOG.error("An authentication event could not be written", failure);
                meters.counter("opportunities.authentication.unwritten").increment();
            }
        }
    }

    private static String what(AuthenticationAttempt attempt) {
        return switch (attempt) {
            case AuthenticationAttempt.KeyUsed _,AuthenticationAttempt.KeyRefused _ -> "key";
            case AuthenticationAttempt.KeyLimited _ -> "key_limited";
            case AuthenticationAttempt.LoginRefused _ -> "login";
            case AuthenticationAttempt.LoginLimited _ -> "login_limited";
        };
    }

    /** Returns an equal value for attempts that need no second row, of constant length for any input. */
    private static ByteBuffer fingerprint(AuthenticationAttempt attempt) {
        String subject = switch (attempt) {
            case AuthenticationAttempt.KeyUsed(var caller, _) -> String.valueOf(caller.keyId());
            case AuthenticationAttempt.KeyRefused(var token, _) -> token.map(known -> HexFormat.of().formatHex(known.hash())).orElse("");
            case AuthenticationAttempt.KeyLimited _ -> "";
            case AuthenticationAttempt.LoginRefused(String emailKey, _) -> emailKey;
            case AuthenticationAttempt.LoginLimited(String emailKey, _) -> emailKey;
        };
        return ByteBuffer.wrap(Sha256.of(what(attempt) + " " + attempt.origin().address().network() + " " + subject));
    }
}
