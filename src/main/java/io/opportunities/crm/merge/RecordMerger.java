package io.opportunities.crm.merge;

import io.opportunities.crm.changelog.ChangeTracked;
import io.opportunities.crm.changelog.Changelog;
import io.opportunities.crm.changelog.field.FieldChange;
import io.opportunities.identity.tenant.VersionedEntity;
import io.opportunities.search.RecordType;
import io.opportunities.web.IfMatch;
import io.opportunities.web.error.ApiException;
import io.opportunities.web.error.Violation.Code;
import io.opportunities.web.error.Violations;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Merges records of one type, and undoes it, in the transaction of the caller. It holds the match locks of all keys and the rows of all
 * records, so a concurrent call goes before or after.
 */
@Component
public final class RecordMerger {

    private final MergeRepository merges;
    private final MergeLock locks;
    private final Changelog changelog;
    private final EntityManager database;

    RecordMerger(MergeRepository merges, MergeLock locks, Changelog changelog, EntityManager database) {
        this.merges = merges;
        this.locks = locks;
        this.changelog = changelog;
        this.database = database;
    }

    /**
     * Merges the sources into the target.
     *
     * @param violations of the request so far
     * @throws ApiException with all violations; 404; 409 if the target was merged itself; 412 if it has another version
     */
    public <R extends VersionedEntity & ChangeTracked> MergeResponse merge(RecordType type, Class<R> entity, long id, Merge merge,
            DryRun dryRun, IfMatch ifMatch, Violations violations) {
        checkMembers(type, id, merge, violations);
        locks.acquire(type, id, merge, violations);
        R target = target(type, entity, id, ifMatch);
        Map<Long, R> sources = new LinkedHashMap<>();
        for (long source : merge.sources()) {
            R found = source == id ? null : read(entity, source).orElse(null);
            if (found != null && found.active()) {
                sources.put(source, found);
            } else {
                violations.add(merge.field(source), Code.UNKNOWN_REFERENCE,
                        "must be the id of another active %s; was %d".formatted(type.wireName(), source));
            }
        }
        violations.rejectIfAny();
        Map<Long, Map<String, Object>> before = new HashMap<>();
        sources.forEach((source, record) -> before.put(source, record.members()));
        return apply(type, target, merge, dryRun, () -> merges.merge(type, id, merge), written -> {
            Map<String, Object> archived = new LinkedHashMap<>(before.getOrDefault(written.id(), Map.of()));
            Map<String, Object> open = Map.copyOf(archived);
            archived.computeIfPresent("isActive", (member, active) -> false);
            archived.put("mergedInto", id);
            changelog.changed(Snapshot.of(type, written, false, archived), open, true);
        });
    }

    /**
     * Gives the sources and the target back their state from before the merge.
     *
     * @param violations of the request so far
     * @throws ApiException with all violations; 404; 409 if the target was merged itself; 412 if it has another version
     */
    public <R extends VersionedEntity & ChangeTracked> MergeResponse unmerge(RecordType type, Class<R> entity, long id, Merge merge,
            DryRun dryRun, IfMatch ifMatch, Violations violations) {
        locks.acquire(type, id, merge, violations);
        R target = target(type, entity, id, ifMatch);
        for (long source : merge.sources()) {
            if (merges.directlyMergedInto(type, source).filter(into -> into == id).isEmpty()) {
                violations.add(merge.field(source), Code.UNKNOWN_REFERENCE,
                        "must be the id of %s that was merged into %d; was %d".formatted(article(type), id, source));
            }
        }
        violations.rejectIfAny();
        Map<Long, Map<String, Object>> before = new HashMap<>();
        merge.sources().forEach(source -> read(entity, source).ifPresent(record -> {
            before.put(source, record.members());
            database.detach(record);
        }));
        return apply(type, target, merge, dryRun, () -> merges.unmerge(type, id, merge), written -> {
            Map<String, Object> open = read(entity, written.id()).orElseThrow().members();
            Map<String, Object> archived = new LinkedHashMap<>(before.getOrDefault(written.id(), open));
            archived.computeIfPresent("isActive", (member, active) -> false);
            archived.put("mergedInto", id);
            changelog.changed(Snapshot.of(type, written, true, open), archived, false);
        });
    }

    /** Returns the names of the locks on all keys of some records. */
    public Set<String> lockNames(RecordType type, Long[] ids) {
        return merges.lockNames(type, ids);
    }

    /** Returns the record that another one was merged into, at last. */
    public Optional<Long> mergedInto(RecordType type, long id) {
        return merges.mergedInto(type, id);
    }

    /** Returns the error for a change of a record that was merged into another one. */
    public static ApiException merged(RecordType type, long id, long into) {
        return ApiException.conflict("%s %d was merged into %d: change that one, or unmerge it first".formatted(type.wireName(), id, into));
    }

    private <R extends VersionedEntity & ChangeTracked> MergeResponse apply(RecordType type, R target, Merge merge, DryRun dryRun,
            Supplier<List<MergeRepository.Version>> change,
            Consumer<MergeRepository.Version> logSource) {
        long id = target.id();
        Map<String, Object> before = new LinkedHashMap<>(target.members());
        Map<String, Object> hiddenBefore = target.hidden();
        if (dryRun.requested()) {
            merges.beginPreview();
        }
        List<MergeRepository.Version> written = change.get();
        database.refresh(target);
        Map<String, Object> after = target.members();
        if (dryRun.requested()) {
            merges.endPreview();
            database.clear();
        } else {
            log(type, target, merge, before, hiddenBefore, written);
            written.stream().filter(record -> record.id() != id).forEach(logSource);
        }
        return new MergeResponse(id, merge.sources(), FieldChange.between(before, after), written.stream()
                .filter(record -> !record.kept().isEmpty()).map(record -> new MergeResponse.Kept(record.id(), record.kept())).toList(),
                dryRun.requested());
    }

    /** Logs the change of the target, with the merge itself as a member. */
    private void log(RecordType type, ChangeTracked target, Merge merge, Map<String, Object> before, Map<String, Object> hiddenBefore,
            List<MergeRepository.Version> written) {
        MergeRepository.Version now = written.stream().filter(record -> record.id() == target.id()).findFirst().orElseThrow();
        boolean merged = merges.directlyMergedInto(type, merge.sources().getFirst()).isPresent();
        Map<String, Object> open = new LinkedHashMap<>(before);
        Map<String, Object> done = new LinkedHashMap<>(target.members());
        (merged ? done : open).put("mergedFrom", merge.sources());
        changelog.changed(new Snapshot(type, now.id(), now.version(), now.updatedAt(), true, done, target.hidden()), open, hiddenBefore,
                true,
                null);
    }

    private <R extends VersionedEntity & ChangeTracked> R target(RecordType type, Class<R> entity, long id, IfMatch ifMatch) {
        merges.mergedInto(type, id).ifPresent(into -> {
            throw ApiException.conflict("%s %d was merged into %d: name that one".formatted(type.wireName(), id, into));
        });
        R target = read(entity, id).filter(ChangeTracked::active).orElseThrow(() -> ApiException.notFound(type.wireName(), id));
        ifMatch.check(target.version());
        return target;
    }

    private <R> Optional<R> read(Class<R> entity, long id) {
        return database.createQuery("select r from %s r where r.id = :id".formatted(entity.getSimpleName()), entity)
                .setParameter("id", id).getResultStream().findFirst();
    }

    private void checkMembers(RecordType type, long id, Merge merge, Violations violations) {
        Set<String> known = merge.members().isEmpty() ? Set.of() : merges.members(type);
        merge.members().forEach((member, from) -> {
            boolean custom = type != RecordType.CONTACT && member.startsWith("custom.");
            if (!known.contains(member) && !custom) {
                violations.add("members." + member, Code.UNKNOWN_MEMBER,
                        "must be one of %s, or custom.<keyName>".formatted(String.join(", ", known.stream().sorted().toList())));
            } else if (from != id && !merge.sources().contains(from)) {
                violations.add("members." + member, Code.NOT_ALLOWED, "must be the id of a record of the merge; was %d".formatted(from));
            }
        });
    }

    private static String article(RecordType type) {
        return (type == RecordType.CONTACT ? "a " : "an ") + type.wireName();
    }

    /** A record after a merge or unmerge, for the changelog. */
    private record Snapshot(RecordType kind, long id, int version, Instant updatedAt, boolean active, Map<String, Object> members,
            Map<String, Object> hidden)
            implements
                ChangeTracked {

        static Snapshot of(RecordType type, MergeRepository.Version written, boolean active, Map<String, Object> members) {
            return new Snapshot(type, written.id(), written.version(), written.updatedAt(), active, members, Map.of());
        }
    }
}
