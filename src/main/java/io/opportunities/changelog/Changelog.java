package io.opportunities.changelog;

import io.opportunities.identity.Caller;
import io.opportunities.listing.Conditions;
import io.opportunities.listing.Listing;
import io.opportunities.listing.Page;
import io.opportunities.listing.PageQuery;
import io.opportunities.user.UserService;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Notes what a transaction does to its records, and writes all of it down in one go before the transaction commits. */
@Component
public final class Changelog {

    private final EntityManager database;
    private final Listing listing;
    private final UserService users;

    Changelog(EntityManager database, Listing listing, UserService users) {
        this.database = database;
        this.listing = listing;
        this.users = users;
    }

    /** A new record. */
    public void created(Logged record, Instant at) {
        note(record, Action.CREATED, Map.of(), at);
    }

    /**
     * A record after a change.
     *
     * @param before its {@link Logged#members} as they were
     */
    public void changed(Logged record, Map<String, Object> before, boolean activeBefore, Instant at) {
        note(record, Action.of(activeBefore, record.active()), before, at);
    }

    /** A record that is about to go. */
    public void deleted(Logged record, Instant at) {
        note(record, Action.DELETED, record.members(), at);
    }

    /** The changes of one record of the caller's company. */
    public Page<ChangeResponse> of(RecordKind kind, long recordId, PageQuery query) {
        Conditions where = new Conditions().and("r.recordType = :value", kind.column()).and("r.recordId = :value", recordId);
        return listing.page(Change.class, where, query, Change::id).map(page -> page.stream().map(this::show).toList());
    }

    private ChangeResponse show(Change change) {
        return change.response(users.find(change.userId()).map(user -> ChangeResponse.By.of(user, change.keyId())).orElse(null));
    }

    private void note(Logged record, Action action, Map<String, Object> before, Instant at) {
        List<FieldChange> changes = FieldChange.between(before, action == Action.DELETED ? Map.of() : record.members());
        notes().add(new Note(record, action, changes, Caller.current(), at));
    }

    private Notes notes() {
        Optional<Notes> begun = TransactionSynchronizationManager.getSynchronizations().stream()
                .filter(Notes.class::isInstance).map(Notes.class::cast).findFirst();
        return begun.orElseGet(() -> {
            Notes notes = new Notes();
            TransactionSynchronizationManager.registerSynchronization(notes);
            return notes;
        });
    }

    private record Note(Logged record, Action action, List<FieldChange> changes, Caller by, Instant at) {

        /** Once the record has the version that the change made. */
        private Change change() {
            // one that goes has no next version, but a last change
            int version = action == Action.DELETED ? record.version() + 1 : record.version();
            Long key = by.keyId() == 0 ? null : Long.valueOf(by.keyId());
            return new Change(record.kind(), record.id(), version, at, by.userId(), key, action, changes);
        }
    }

    /** What one transaction did so far. */
    private final class Notes implements TransactionSynchronization {

        private final List<Note> all = new ArrayList<>();

        private void add(Note note) {
            all.add(note);
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            database.flush();
            all.forEach(note -> database.persist(note.change()));
        }
    }
}
