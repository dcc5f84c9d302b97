package io.opportunities.crm.merge;

import io.opportunities.matching.MatchLock;
import io.opportunities.search.RecordType;
import io.opportunities.web.error.ApiException;
import io.opportunities.web.error.Violations;
import java.util.Set;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Component;

/** Locks the records of a merge, and their keys, until the transaction ends. */
@Component
final class MergeLock {

    /** A lock takes a place in the lock table, which all transactions of the server share. */
    private static final int MAX_KEYS = 1_000;
    private static final int MAX_TRIES = 10;

    private final MergeRepository merges;
    private final MatchLock locks;

    MergeLock(MergeRepository merges, MatchLock locks) {
        this.merges = merges;
        this.locks = locks;
    }

    /**
     * Locks the keys, then the rows, with those that the merge moves.
     *
     * @throws ApiException with all violations, if the sources are in violation; 409 if the records have too many keys
     */
    void acquire(RecordType type, long target, Merge merge, Violations violations) {
        if (violations.mentions("sources") || merge.sources().stream().anyMatch(source -> violations.mentions(merge.field(source)))) {
            violations.rejectIfAny();
        }
        Long[] ids = merge.all(target);
        Set<String> names = merges.lockNames(type, ids);
        if (names.size() > MAX_KEYS) {
            throw ApiException
                    .conflict("the records have more than %d different e-mails, phones and other keys together: name fewer sources"
                            .formatted(MAX_KEYS));
        }
        for (int tries = 0; tries < MAX_TRIES; tries++) {
            merges.beginLocks();
            locks.acquire(names);
            merges.lock(type, target, merge);
            Set<String> now = merges.lockNames(type, ids);
            if (names.containsAll(now)) {
                return;
            }
            // a wait for further keys would break the order of locks
            merges.releaseLocks();
            names.addAll(now);
        }
        throw new OptimisticLockingFailureException("a record has got another key meanwhile");
    }
}
