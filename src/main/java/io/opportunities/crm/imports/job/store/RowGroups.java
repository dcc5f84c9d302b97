package io.opportunities.crm.imports.job.store;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/** Assigns rows to groups: rows that share a key are of one group, and a row with keys of several groups makes one of them. */
final class RowGroups {

    private final Map<Long, Long> ofKeys = new HashMap<>();
    private final Map<Long, Integer> sizes = new HashMap<>();
    /** The group that took over another one. */
    private final Map<Long, Long> successors = new HashMap<>();

    /**
     * @param known the groups of keys
     * @param sizes of these groups; the largest takes over the others, because that moves the fewest rows
     */
    RowGroups(Map<Long, Long> known, Map<Long, Integer> sizes) {
        ofKeys.putAll(known);
        this.sizes.putAll(sizes);
    }

    /** @param line of the row, which names its group if it is the first */
    void add(long line, Collection<Long> keys) {
        Collection<Long> groups = new TreeSet<>();
        keys.stream().filter(ofKeys::containsKey).forEach(key -> groups.add(of(key)));
        if (groups.isEmpty()) {
            groups.add(line);
        }
        long group = groups.stream().max(Comparator.comparing(this::size).thenComparing(Comparator.reverseOrder())).orElseThrow();
        for (long other : groups) {
            if (other != group) {
                successors.put(other, group);
                sizes.merge(group, size(other), Integer::sum);
            }
        }
        sizes.merge(group, 1, Integer::sum);
        keys.forEach(key -> ofKeys.put(key, group));
    }

    private int size(long group) {
        return sizes.getOrDefault(group, 0);
    }

    /** Returns the group of a key of an added row. */
    long of(long key) {
        return last(Objects.requireNonNull(ofKeys.get(key)));
    }

    private long last(long group) {
        long last = group;
        for (Long next = successors.get(last); next != null; next = successors.get(last)) {
            last = next;
        }
        return last;
    }

    /** Returns groups that are no more, with those that took them over. */
    Map<Long, Long> moves() {
        Map<Long, Long> moves = new HashMap<>();
        List.copyOf(successors.keySet()).forEach(group -> moves.put(group, last(group)));
        return moves;
    }
}
