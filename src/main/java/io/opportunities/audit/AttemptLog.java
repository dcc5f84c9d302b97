package io.opportunities.audit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import io.opportunities.common.DatabaseErrors;
import io.opportunities.identity.Attempt;
import jakarta.annotation.PreDestroy;
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
 * Notes attempts while clients wait, and writes them down every second. The same key or e-mail that is refused again from the same address
 * is noted once a minute; while the database is away up to 1,000 attempts wait for it, and more are counted only.
 */
@Component
final class AttemptLog implements Attempt.Listener {

    private static final int MOST_WAITING = 1_000;
    private static final int KEYS_IN_USE = 100_000;
    private static final Duration SAME = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(AttemptLog.class);

    private final BlockingQueue<Attempt> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Cache<Long, Boolean> inUse = Caffeine.newBuilder().maximumSize(KEYS_IN_USE).build();
    private final Cache<String, Boolean> refused = Caffeine.newBuilder().maximumSize(MOST_WAITING * 10L).expireAfterWrite(SAME).build();
    private final AttemptWriter writer;
    private final MeterRegistry meters;

    AttemptLog(AttemptWriter writer, MeterRegistry meters) {
        this.writer = writer;
        this.meters = meters;
    }

    @Override
    public void noted(Attempt attempt) {
        if (attempt instanceof Attempt.KeyUsed(var caller, var origin)) {
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
        List<Attempt> batch = new ArrayList<>();
        waiting.drainTo(batch);
        for (int i = 0; i < batch.size(); i++) {
            try {
                writer.write(batch.get(i));
            } catch (DataAccessException | TransactionException failure) {
                if (DatabaseErrors.isPassing(failure)) {
                    batch.subList(i, batch.size()).forEach(waiting::offer);
                    return;
                }
                // this one will never be written, and must not be in the way of the others
                LOG.error("An authentication event could not be written", failure);
                meters.counter("opportunities.authentication.unwritten").increment();
            }
        }
    }

    private static String what(Attempt attempt) {
        return switch (attempt) {
            case Attempt.KeyUsed _,Attempt.KeyRefused _ -> "key";
            case Attempt.KeyLimited _ -> "key_limited";
            case Attempt.LoginRefused _ -> "login";
            case Attempt.LoginLimited _ -> "login_limited";
        };
    }

    /** Equal for attempts that need no second row. */
    private static String fingerprint(Attempt attempt) {
        String subject = switch (attempt) {
            case Attempt.KeyUsed(var caller, _) -> String.valueOf(caller.keyId());
            case Attempt.KeyRefused(var token, _) -> token.map(known -> HexFormat.of().formatHex(known.hash())).orElse("");
            case Attempt.KeyLimited _ -> "";
            case Attempt.LoginRefused(String email, _) -> email;
            case Attempt.LoginLimited(String email, _) -> email;
        };
        return "%s %s %s".formatted(what(attempt), attempt.origin().address().network(), subject);
    }
}
