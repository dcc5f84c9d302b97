package io.opportunities.crm.changelog;

import io.opportunities.crm.changelog.field.FieldChange;
import io.opportunities.identity.Caller;
import io.opportunities.identity.user.UserService;
import io.opportunities.search.Conditions;
import io.opportunities.search.PageReader;
import io.opportunities.search.RecordType;
import io.opportunities.search.page.Page;
import io.opportunities.search.page.PageQuery;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Records the changes of a transaction and stores them together before the commit. */
@Component
public final class Changelog {

    private final EntityManager database;
    private final PageReader listing;
    private final UserService users;

    Changelog(EntityManager database, PageReader listing, UserService users) {
        this.database = database;
        this.listing = listing;
        this.users = users;
    }

    /** Records a new record. */
    public void created(ChangeTracked record) {
        created(record, null);
    }

    /** @param match why the call created the record */
    public void created(ChangeTracked record, @Nullable Map<String, Object> match) {
        record(record, Action.CREATED, Map.of(), Map.of(), record::updatedAt, match);
    }

    /**
     * Records a change.
     *
     * @param before the {@link ChangeTracked#members} before the change
     */
    public void changed(ChangeTracked record, Map<String, Object> before, boolean activeBefore) {
        changed(record, before, Map.of(), activeBefore, null);
    }

    /**
     * Records a change.
     *
     * @param before the {@link ChangeTracked#members} before the change
     * @param hiddenBefore the {@link ChangeTracked#hidden} before the change
     * @param match why the call matched the record; null for a change by id
     */
    public void changed(ChangeTracked record, Map<String, Object> before, Map<String, Object> hiddenBefore, boolean activeBefore,
            @Nullable Map<String, Object> match) {
        record(record, Action.of(activeBefore, record.active()), before, hiddenBefore, record::updatedAt, match);
    }

    /**
     * Records additions to the lists of a record.
     *
     * @param added the values, each by its place such as {@code phones[2]}, without the earlier values
     */
    public void added(ChangeTracked record, Map<String, Object> added) {
        pending().add(new PendingChange(record, Action.UPDATED, FieldChange.between(Map.of(), added), null, Caller.current(),
                record::updatedAt, null));
    }

    /** Records the removal of a record, before it happens. */
    public void deleted(ChangeTracked record, Instant at) {
        record(record, Action.DELETED, record.members(), Map.of(), () -> at, null);
    }

    /**
     * Records that a phase of an opportunity has outlived its red SLA. The caller has locked the opportunity.
     *
     * @param userId the creator of the opportunity
     * @return false if it is recorded already
     */
    public boolean overdue(long opportunityId, long instanceId, Instant at, long userId, RecordHistory.Present present) {
        RecordType type = RecordType.OPPORTUNITY;
        if (database.find(Change.class, new Change.Key(type.wireName(), opportunityId, -instanceId)) != null) {
            return false;
        }
        database.persist(Change.overdue(type, opportunityId, instanceId, at, userId, present.members()));
        return true;
    }

    /** Returns the changes of one record of the caller's company. */
    public Page<ChangeResponse> of(RecordType kind, long recordId, PageQuery query) {
        Conditions where = new Conditions().and("r.recordType = :value", kind.wireName()).and("r.recordId = :value", recordId)
                .and("r.id > 0");
        return listing.page(Change.class, where, query, Change::id).map(page -> page.stream().map(this::toResponse).toList());
    }

    private ChangeResponse toResponse(Change change) {
        return change.response(users.find(change.userId()).map(user -> ChangeResponse.By.of(user, change.keyId())).orElse(null));
    }

    private void record(ChangeTracked record, Action action, Map<String, Object> before, Map<String, Object> hiddenBefore,
            Supplier<Instant> at, @Nullable Map<String, Object> match) {
        List<FieldChange> changes = FieldChange.between(before, action == Action.DELETED ? Map.of() : record.members());
        Map<String, Object> replaced = hiddenBefore.isEmpty() || hiddenBefore.equals(record.hidden()) ? null : hiddenBefore;
        pending().add(new PendingChange(record, action, changes, replaced, Caller.current(), at, match));
    }

    /** Stores the changes that this transaction has recorded, before it changes the same records again. */
    public void store() {
        pending().store();
    }

    private PendingChanges pending() {
        Optional<PendingChanges> begun = TransactionSynchronizationManager.getSynchronizations().stream()
                .filter(PendingChanges.class::isInstance).map(PendingChanges.class::cast).findFirst();
        return begun.orElseGet(() -> {
            PendingChanges changes = new PendingChanges();
            TransactionSynchronizationManager.registerSynchronization(changes);
            return changes;
        });
    }

    private record PendingChange(ChangeTracked record, Action action, List<FieldChange> changes, @Nullable Map<String, Object> replaced,
            Caller by, Supplier<Instant> at, @Nullable Map<String, Object> match) {

        /** Creates the change when the record has its new version. */
        private Change change() {
            // a removed record has no next version, but a last change
            long id = record.version() + (action == Action.DELETED ? 2L : 1L);
            return new Change(record, id, at.get(), by, action, changes, replaced, match);
        }
    }

    /** The changes that one transaction has recorded so far. */
    private final class PendingChanges implements TransactionSynchronization {

        private final List<PendingChange> all = new ArrayList<>();

        private void add(PendingChange change) {
            all.add(change);
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            store();
        }

        private void store() {
            database.flush();
            all.forEach(change -> database.persist(change.change()));
            all.clear();
        }
    }
}
