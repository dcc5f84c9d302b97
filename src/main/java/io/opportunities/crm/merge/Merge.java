package io.opportunities.crm.merge;

import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * A merge to do or to undo.
 *
 * @param sources different ids, in order
 * @param members the id of the record that gives a member its value, by the name of the member
 */
public record Merge(List<Long> sources, Map<String, Long> members) {

    static final int MAX_SOURCES = 100;

    /** Returns the ids of all records, the target first. */
    Long[] all(long target) {
        return LongStream.concat(LongStream.of(target), sources.stream().mapToLong(Long::longValue)).boxed().toArray(Long[]::new);
    }
}
