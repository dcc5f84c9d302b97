package io.opportunities.crm.bulk;

import io.opportunities.web.error.ApiException;
import io.opportunities.web.error.DatabaseErrorTranslator;
import io.opportunities.web.error.ErrorCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Does many items in their order, in one transaction for each part. A part that fails as a whole, by a deadlock, a race or a constraint, is
 * rolled back and done again in smaller parts, down to single items. A rehearsal is one transaction, which is rolled back.
 */
@Component
public final class PartRunner {

    /** Each item locks up to five keys, and the server has room for about 6,400 locks of all connections. */
    private static final int MAX_ITEMS = 100;
    /** The parts that run at the same time on this instance, so that other calls have locks, connections and processors left. */
    private static final int MAX_PARTS = 2;
    private final TransactionOperations transactions;
    private final Semaphore places = new Semaphore(MAX_PARTS, true);

    PartRunner(TransactionOperations transactions) {
        this.transactions = transactions;
    }

    /**
     * Does the items.
     *
     * @param deadline in terms of {@link System#nanoTime}; no part begins after it, and its items fail
     * @return a result for each item
     */
    public <I, O> List<O> run(List<I> items, PartWork<I, O> work, long deadline) {
        Run<I, O> run = new Run<>(items, work, deadline);
        try {
            while (run.results.size() < items.size()) {
                run.next(Math.min(items.size(), run.results.size() + (work.isRehearsal() ? items.size() : MAX_ITEMS)));
            }
        } catch (Aborted ended) {
            throw ended.cause;
        }
        return run.results;
    }

    /** The items of one call, and what became of the first of them. */
    private final class Run<I, O> {

        private final List<I> items;
        private final PartWork<I, O> work;
        private final long deadline;
        private final List<O> results = new ArrayList<>();

        private Run(List<I> items, PartWork<I, O> work, long deadline) {
            this.items = items;
            this.work = work;
            this.deadline = deadline;
        }

        /** Does items from the first without a result, up to one at a place. */
        private void next(int to) {
            int from = results.size();
            try {
                results.addAll(withRetry(from, to));
            } catch (Aborted ended) {
                throw ended;
            } catch (RuntimeException failure) {
                boolean divisible = !work.isRehearsal() || !DatabaseErrorTranslator.isRetryable(failure);
                if (to - from > 1 && divisible && !DatabaseErrorTranslator.isGone(failure)) {
                    int middle = (from + to) / 2;
                    finish(middle);
                    finish(to);
                } else {
                    IntStream.range(from, to).forEach(place -> results.add(work.failed(place, failure)));
                }
            }
        }

        private void finish(int to) {
            while (results.size() < to) {
                next(to);
            }
        }

        private List<O> withRetry(int from, int to) {
            PartAttempt attempted = new PartAttempt();
            RetryPolicy policy = RetryPolicy.builder().maxRetries(4).delay(Duration.ofMillis(30)).multiplier(2)
                    .predicate(failure -> isRepeated(failure, to - from, attempted)).build();
            try {
                return Objects.requireNonNull(new RetryTemplate(policy).execute(() -> {
                    attempted.begin();
                    return part(from, to, attempted);
                }));
            } catch (RetryException ended) {
                if (isUnknown(ended.getCause(), attempted)) {
                    throw ApiException.unavailable("the connection to the database was lost while this was being committed: it may"
                            + " have been done or not. Look, or send it with an Idempotency-Key, which makes it safe to send again");
                }
                throw ended.getCause() instanceof RuntimeException failure
                        ? failure
                        : ApiException.unavailable("the service stops before this item; send it again");
            }
        }

        private boolean isRepeated(Throwable failure, int items, PartAttempt attempted) {
            if (failure instanceof Aborted ended) {
                return ended.isInUse();
            }
            boolean whole = items == 1 || work.isRehearsal() || DatabaseErrorTranslator.isGone(failure);
            return whole && !isUnknown(failure, attempted) && DatabaseErrorTranslator.isRetryable(failure);
        }

        /** Returns whether the part may have been committed, and another run would do it twice. */
        private boolean isUnknown(Throwable failure, PartAttempt attempted) {
            return attempted.isInDoubt(failure) && !work.isRepeatable();
        }

        private List<O> part(int from, int to, PartAttempt attempted) {
            List<I> some = work.isRehearsal() ? List.of() : List.copyOf(items.subList(from, to));
            enter();
            try {
                return Objects.requireNonNull(transactions.execute(status -> {
                    Optional<List<O>> stored = stored(from);
                    List<O> done = stored.orElseGet(() -> work.isRehearsal()
                            ? rehearsed(from, to)
                            : work.together(from, some.subList(0, work.end(from, to) - from)));
                    if (work.isRehearsal()) {
                        status.setRollbackOnly();
                    } else if (stored.isEmpty()) {
                        work.store(from, done);
                    }
                    attempted.commit();
                    return done;
                }));
            } finally {
                places.release();
            }
        }

        /** Does items part by part in the same transaction, so that each sees those before it, until the deadline. */
        private List<O> rehearsed(int from, int to) {
            List<O> done = new ArrayList<>();
            for (int at = from; at < to && (at == from || deadline - System.nanoTime() > 0); at = from + done.size()) {
                done.addAll(work.together(at, List.copyOf(items.subList(at, Math.min(to, at + MAX_ITEMS)))));
            }
            return done;
        }

        private Optional<List<O>> stored(int from) {
            try {
                return work.stored(from);
            } catch (RuntimeException failure) {
                throw new Aborted(failure);
            }
        }

        private void enter() {
            try {
                long left = deadline - System.nanoTime();
                if (left > 0 && places.tryAcquire(left, TimeUnit.NANOSECONDS)) {
                    return;
                }
            } catch (InterruptedException ending) {
                Thread.currentThread().interrupt();
            }
            throw ApiException.unavailable("there was no time left for this item; send it again");
        }
    }

    /** Ends the whole run. */
    private static final class Aborted extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final RuntimeException cause;

        private Aborted(RuntimeException cause) {
            super(cause.getMessage(), cause, false, false);
            this.cause = cause;
        }

        /** Returns whether another run works on the same items right now. */
        private boolean isInUse() {
            return cause instanceof ApiException refusal && refusal.code() == ErrorCode.CONFLICT;
        }
    }
}
