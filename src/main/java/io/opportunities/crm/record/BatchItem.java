package io.opportunities.crm.record;

import io.opportunities.crm.contact.ContactBatch;
import io.opportunities.crm.record.state.RecordState;
import io.opportunities.crm.record.state.ValidatedRecord;
import io.opportunities.matching.MatchCandidate;
import io.opportunities.matching.MatchFoundStrategy;
import io.opportunities.matching.Upserter;
import io.opportunities.matching.key.MatchBy;
import io.opportunities.matching.key.MatchKeys;
import io.opportunities.web.error.ApiException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One request of a {@link RecordBatch}, with what it has found so far, and the names of what it reads and writes. */
final class BatchItem<R extends RecordEntity<S>, S extends RecordState<S>, Q extends ValidatedRecord> {

    private final int place;
    private Q request;
    private final Upserter.Request keys;
    private MatchReport report = new MatchReport();
    private MatchCandidate<R> candidate;
    private ContactBatch.@Nullable Wishes wishes;
    private @Nullable S after;
    private @Nullable R record;
    private boolean changed;
    private @Nullable ApiException refusal;

    /** @param place in the order of the requests */
    BatchItem(int place, Q request, Upserter.Request keys) {
        this.place = place;
        this.request = request;
        this.keys = keys;
        this.candidate = new MatchCandidate<>(null, null, 0, List.of());
    }

    /** Begins again with another candidate. */
    void found(MatchCandidate<R> match, Q current) {
        this.request = current;
        this.candidate = match;
        this.report = new MatchReport().compared(match.compared());
        this.wishes = null;
        this.after = null;
        this.record = match.record();
    }

    void refuse(ApiException reason) {
        this.refusal = reason;
    }

    void wishes(ContactBatch.Wishes all) {
        this.wishes = all;
    }

    /** @param state of the record after the request */
    void becomes(S state) {
        this.after = state;
    }

    void stored(R stored, boolean wasChanged) {
        this.record = stored;
        this.changed = wasChanged;
    }

    int place() {
        return place;
    }

    Q request() {
        return request;
    }

    Upserter.Request keys() {
        return keys;
    }

    MatchFoundStrategy strategy() {
        return candidate.record() == null ? MatchFoundStrategy.REPLACE : keys.instruction().strategy();
    }

    MatchReport report() {
        return report;
    }

    MatchCandidate<R> candidate() {
        return candidate;
    }

    ContactBatch.Wishes wishes() {
        return Objects.requireNonNull(wishes);
    }

    S after() {
        return Objects.requireNonNull(after);
    }

    /** Returns the record: null for a new one that is not stored yet. */
    @Nullable
    R record() {
        return record;
    }

    boolean changed() {
        return changed;
    }

    @Nullable
    ApiException refusal() {
        return refusal;
    }

    /** Returns whether it matches a record that stays as it is. */
    boolean isSkipped() {
        return candidate.record() != null && keys.instruction().strategy() == MatchFoundStrategy.SKIP;
    }

    /** Returns whether it writes anything. */
    boolean isEffective() {
        return refusal == null && !isSkipped();
    }

    /** Returns what decides about its record: the keys that it is matched by, the record that they found, and its external id. */
    Set<String> reads() {
        List<MatchBy> by = new ArrayList<>(keys.instruction().by());
        by.add(MatchBy.EXTERNAL_ID);
        Set<String> names = names(by, keys.keys());
        addRecord(names);
        return names;
    }

    /** Returns what it may change for later requests: none, some of its own keys, the record that it matches, and its external id. */
    Set<String> writes() {
        Set<String> names = names(List.of(MatchBy.values()), keys.keys());
        addRecord(names);
        return names;
    }

    private void addRecord(Set<String> names) {
        R match = candidate.record();
        if (match != null) {
            names.add("record " + match.id());
            names.addAll(names(List.of(MatchBy.EXTERNAL_ID), match.matchKeys()));
        }
    }

    /** Returns the names of the contacts that it may find, create or extend, before it has looked for any. */
    Set<String> possibleContacts() {
        List<MatchBy> by = List.of(MatchBy.PRIMARY_EMAIL, MatchBy.PRIMARY_PHONE);
        Set<String> names = names(by, keys.keys());
        R match = candidate.record();
        if (match != null) {
            names.addAll(names(by, match.matchKeys()));
        }
        names.addAll(listedContacts());
        return names;
    }

    /** Returns the names of the dropdown options that it may bring. The first request that brings one decides about its case. */
    Set<String> newOptions() {
        Set<String> names = new HashSet<>();
        request.custom().newOptions().forEach(option -> names.add("option " + option.propertyId() + " " + option.labelKey()));
        return names;
    }

    Set<String> listedContacts() {
        Set<String> names = new HashSet<>();
        request.contacts().forEach(id -> names.add(ContactBatch.name(id)));
        return names;
    }

    private static Set<String> names(List<MatchBy> kinds, MatchKeys keys) {
        Set<String> names = new HashSet<>();
        kinds.forEach(by -> keys.lockName(by).ifPresent(names::add));
        return names;
    }
}
